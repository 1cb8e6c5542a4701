package org.mano4j.vnfm;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a manager may be called. Its type and its queue become routing keys, and a queue is bound
 * under its own name: a word {@code #} or {@code *} in that would draw the messages of others.
 */
final class Names {

  /** What a name must be, to go behind what it is. */
  static final String RULE =
      "must have no word '*' or '#' between its dots, no control characters, no blank at its ends,"
          + " at most 255 bytes, and must not begin with 'amq.'";

  private static final int MOST_BYTES = 255;

  private Names() {}

  static boolean isGood(String name) {
    return List.of(name.split("\\.", -1)).stream().noneMatch(w -> w.equals("*") || w.equals("#"))
        && name.codePoints().noneMatch(Character::isISOControl)
        && !name.isBlank()
        && name.equals(name.strip())
        && name.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES
        && !name.startsWith("amq.");
  }

  /**
   * Refuses a name that is none.
   *
   * @param what it is the name of
   */
  static String check(String what, String name) {
    if (!isGood(name)) {
      throw new IllegalArgumentException(what + " '" + printable(name) + "' " + RULE);
    }
    return name;
  }

  private static String printable(String name) {
    String shortened = name.length() <= MOST_BYTES ? name : name.substring(0, MOST_BYTES) + "...";
    return shortened.replaceAll("\\p{Cntrl}", "?");
  }
}
