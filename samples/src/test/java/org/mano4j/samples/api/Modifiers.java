package org.mano4j.samples.api;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The words before what a line of a listing declares. */
final class Modifiers {

  private static final Set<String> WORDS =
      Set.of("@Deprecated", "protected", "static", "abstract", "default", "final");

  /** Words whose absence takes nothing from anybody. */
  private static final Set<String> LIMITS = Set.of("@Deprecated", "protected", "abstract", "final");

  private Modifiers() {}

  static List<String> of(String line) {
    return Arrays.stream(line.split(" "))
        .takeWhile(Modifiers::isWord)
        .filter(WORDS::contains)
        .toList();
  }

  static String rest(String line) {
    boolean field = isField(line);
    return Arrays.stream(line.split(" "))
        .filter(word -> !(WORDS.contains(word) && !field || word.equals("@Deprecated")))
        .collect(Collectors.joining(" "));
  }

  static boolean isField(String line) {
    return line.matches("(@Deprecated )?(constant|field) .*");
  }

  /** Whether only limits went away; a method may become a default one, and anything deprecated. */
  static boolean areMilder(List<String> before, List<String> after, Set<String> moreLimits) {
    Set<String> gone = new HashSet<>(before);
    after.forEach(gone::remove);
    Set<String> come = new HashSet<>(after);
    before.forEach(come::remove);
    come.remove("@Deprecated");
    if (gone.contains("abstract")) {
      come.remove("default");
    }
    gone.removeAll(LIMITS);
    gone.removeAll(moreLimits);
    return gone.isEmpty() && come.isEmpty();
  }

  private static boolean isWord(String word) {
    return WORDS.contains(word);
  }
}
