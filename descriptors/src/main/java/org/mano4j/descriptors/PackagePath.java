package org.mano4j.descriptors;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names of entries: which of them are paths inside a package, on every platform. */
final class PackagePath {

  /** Longer or deeper names are nobody's, and every folder of them takes memory. */
  private static final int LONGEST = 1024;

  private static final int DEEPEST = 32;

  private static final int PRINTED = 200;

  private PackagePath() {}

  /** Why a file or a folder must not have this name; empty if it may. */
  static Optional<String> objection(String name, boolean folder) {
    if (name.isEmpty() || normal(name).isEmpty() && !folder) {
      return Optional.of("it has no name");
    }
    if (name.codePoints().anyMatch(PackagePath::unprintable)) {
      return Optional.of("its name has control characters");
    }
    if (name.indexOf('\ufffd') >= 0) {
      return Optional.of("its name is not UTF-8");
    }
    if (name.startsWith("/")) {
      return Optional.of("its name is an absolute path");
    }
    if (name.indexOf('\\') >= 0) {
      return Optional.of("its name has a backslash, which some systems take for a separator");
    }
    if (name.indexOf(':') >= 0) {
      return Optional.of("its name has a colon, which some systems take for a drive");
    }
    if (name.length() > LONGEST || name.chars().filter(c -> c == '/').count() > DEEPEST) {
      return Optional.of(
          "its name is longer than %d characters or deeper than %d folders"
              .formatted(LONGEST, DEEPEST));
    }
    if (Arrays.asList(name.split("/", -1)).contains("..")) {
      return Optional.of("its name has '..', which leads out of the package");
    }
    return Optional.empty();
  }

  /** The path without what changes nothing: {@code ./scripts//a.sh} is {@code scripts/a.sh}. */
  static String normal(String name) {
    return Arrays.stream(name.split("/"))
        .filter(step -> !step.isEmpty() && !step.equals("."))
        .collect(Collectors.joining("/"));
  }

  /** What stands after the last slash. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** For messages: without characters that do something to a terminal, and not endless. */
  static String printable(String name) {
    String clean =
        name.codePoints()
            .limit(PRINTED)
            .map(c -> unprintable(c) ? '?' : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return clean.length() < name.length() ? clean + "..." : clean;
  }

  private static boolean unprintable(int c) {
    return Character.isISOControl(c)
        || Character.getType(c) == Character.LINE_SEPARATOR
        || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
        || Character.getType(c) == Character.SURROGATE
        || c >= 0x202a && c <= 0x202e // marks that turn the direction of what follows
        || c >= 0x2066 && c <= 0x2069;
  }
}
