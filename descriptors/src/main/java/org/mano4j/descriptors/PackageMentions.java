package org.mano4j.descriptors;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.stream.Collectors;

/** Finds which files of {@code scripts/} are mentioned by others, such as templates and helpers. */
final class PackageMentions {

  /** What stands around a file name in a script. */
  private static final String AROUND = " \t\r\n\f/\\'\"`$(){}[]<>|&;=,:*?!#@+^%~";

  private PackageMentions() {}

  /** The names of scripts that stand in another script. */
  static Set<String> amongScripts(List<PackageEntry> scripts) {
    Set<String> names = scripts.stream().map(PackageEntry::scriptName).collect(Collectors.toSet());
    Set<String> mentioned = new HashSet<>();
    for (PackageEntry script : scripts) {
      StringTokenizer words =
          new StringTokenizer(new String(script.content(), StandardCharsets.UTF_8), AROUND);
      while (words.hasMoreTokens()) {
        String word = words.nextToken();
        if (names.contains(word) && !word.equals(script.scriptName())) {
          mentioned.add(word);
        }
      }
    }
    return mentioned;
  }
}
