package org.mano4j.descriptors;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Helps with names that somebody misspelt. */
final class Names {

  private static final int LISTED = 10;

  /** Longer ones are no slips; comparing them, or very many, takes time. */
  private static final int LONGEST = 64;

  private static final int COMPARED = 200;

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private Names() {}

  /** A text in quotes, for messages: on one line, and not too long. */
  static String quoted(String text) {
    String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    return "'" + oneLine(cut) + "'";
  }

  /** A text without what ends a line or does something else to a terminal. */
  static String oneLine(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  /** The text as {@link #quoted} has it, without the quotes. */
  static String bare(String name) {
    String quoted = quoted(name);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** The nearest of the known names and a list of them, or another advice if there are none. */
  static String choose(String wrong, Collection<String> known, String none) {
    if (known.isEmpty()) {
      return none;
    }
    String listed =
        known.stream().limit(LISTED).map(Names::bare).collect(Collectors.joining(", "))
            + (known.size() > LISTED ? ", and " + (known.size() - LISTED) + " more" : "");
    return nearest(wrong, known)
        .map(near -> "did you mean " + quoted(near) + "? known: " + listed)
        .orElse("use one of: " + listed);
  }

  /** The known name with the fewest differences, if those are few for its length. */
  static Optional<String> nearest(String wrong, Collection<String> known) {
    if (wrong.length() > LONGEST) {
      return Optional.empty();
    }
    Map<String, Integer> distances =
        known.stream()
            .distinct()
            .filter(name -> name.length() <= LONGEST)
            .limit(COMPARED)
            .collect(Collectors.toMap(Function.identity(), name -> distance(wrong, name)));
    return distances.entrySet().stream()
        .filter(e -> e.getValue() <= Math.max(1, Math.max(wrong.length(), e.getKey().length()) / 3))
        .min(
            Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey);
  }

  /** Number of characters to insert, drop or change, upper and lower case alike. */
  private static int distance(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }

  /** Complains about every value whose name an earlier one in the list has. */
  static void unique(List<Located> named, String what, Rule.Complaints out) {
    Map<String, Located> first = new HashMap<>();
    named.stream()
        .filter(item -> item.text("name").isPresent())
        .sorted(Comparator.comparingInt(Located::line).thenComparingInt(Located::column))
        .forEach(
            item -> {
              String name = item.text("name").orElseThrow();
              Located earlier = first.putIfAbsent(name, item.near("name"));
              if (earlier != null) {
                out.add(
                    item.near("name"),
                    "the name %s of this %s is already taken in line %d"
                        .formatted(quoted(name), what, earlier.line()),
                    "give each " + what + " a name of its own");
              }
            });
  }
}
