package org.mano4j.pop.server;

import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Refusals of filters, with the same words for every kind of thing. */
final class Filters {

  private Filters() {}

  /** Refuses an id or name that is given but empty. */
  static void check(String kind, Filter filter) {
    if (filter instanceof Filter.ById byId && byId.id().isEmpty()) {
      throw unspecified(kind, "filter.id is empty");
    }
    if (filter instanceof Filter.ByName byName && byName.name().isEmpty()) {
      throw unspecified(kind, "filter.name is empty");
    }
  }

  /** Refuses a filter that does not name one thing. */
  static void checkSingle(String kind, Filter filter) {
    if (filter instanceof Filter.All) {
      throw unspecified(kind, "filter needs an id or a name");
    }
    check(kind, filter);
  }

  /** Whether a thing is the one that is meant by id or by name; anything, if all are. */
  static <T> Predicate<T> matching(
      Filter filter, Function<T, String> id, Function<T, String> name) {
    if (filter instanceof Filter.ById byId) {
      return thing -> byId.id().equals(id.apply(thing));
    }
    return filter instanceof Filter.ByName byName
        ? thing -> byName.name().equals(name.apply(thing))
        : thing -> true;
  }

  static PopException notFound(String kind, Filter filter) {
    String which = filter instanceof Filter.ByName ? "named " + filter : "with " + filter;
    return new PopException(
        Code.NOT_FOUND,
        "NO_SUCH_" + kind.toUpperCase(Locale.ROOT),
        "no " + kind + " for the given filter: there is none " + which);
  }

  private static PopException unspecified(String kind, String why) {
    return new PopException(
        Code.INVALID_ARGUMENT, PopReason.INVALID_FIELD, "no " + kind + " specified: " + why);
  }
}
