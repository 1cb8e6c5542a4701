package org.mano4j.samples.pop;

import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** What a person names on the command line: a name, or {@code id:} and an id. */
final class Targets {

  private static final String ID = "id:";

  private Targets() {}

  static Filter filter(String text) {
    return text.startsWith(ID) && text.length() > ID.length()
        ? Filter.byId(text.substring(ID.length()))
        : Filter.byName(text);
  }

  /** What to say when a Pop has nothing of that name or id. */
  static PopException nothing(String kind, String command, String target, PopClient client) {
    String filter = target.startsWith(ID) ? "the id " : "the name ";
    String value = target.startsWith(ID) ? target.substring(ID.length()) : target;
    return new PopException(
        Code.NOT_FOUND,
        "no %s for the given filter: nothing at %s has %s '%s'; 'pop %s' lists what is there"
            .formatted(kind, client.endpoint(), filter.strip(), value, command));
  }
}
