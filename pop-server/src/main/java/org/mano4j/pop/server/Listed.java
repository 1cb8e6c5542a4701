package org.mano4j.pop.server;

import com.google.protobuf.MessageLite;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mano4j.pop.Filter;
import org.mano4j.pop.internal.PopWire;

/**
 * A kind of thing that is listed by name, things of one name by id.
 *
 * @param kind what one of them is called
 * @param message its form on the wire
 */
record Listed<T, P extends MessageLite>(
    String kind, Function<T, String> id, Function<T, String> name, Function<T, P> message) {

  /**
   * Hands on those that a caller asks for.
   *
   * @param found gives what a filter finds, in any order
   * @return the token of the next page; empty if this is the last one
   */
  String page(
      org.mano4j.pop.proto.Filter request,
      Function<Filter, Collection<T>> found,
      Consumer<P> page) {
    PageRequest wanted = PageRequest.of(kind, request);
    Filter filter = PopWire.fromProto(request);
    Filters.check(kind, filter);
    String after = wanted.after();
    List<T> entries =
        found.apply(filter).stream()
            .filter(entry -> after == null || key(entry).compareTo(after) > 0)
            .sorted(Comparator.comparing(this::key))
            .toList();
    return wanted.fill(entries, this::key, message, MessageLite::getSerializedSize, page);
  }

  /** Those of all that a filter means. */
  Collection<T> select(Filter filter, Collection<T> all) {
    if (filter instanceof Filter.All) {
      return all;
    }
    List<T> selected = all.stream().filter(Filters.matching(filter, id, name)).toList();
    if (selected.isEmpty()) {
      throw Filters.notFound(kind, filter);
    }
    return selected;
  }

  /** Sorts by name and then by id, since nothing comes before the character between them. */
  private String key(T entry) {
    return name.apply(entry) + '\0' + id.apply(entry);
  }
}
