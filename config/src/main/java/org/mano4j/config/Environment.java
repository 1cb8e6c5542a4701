package org.mano4j.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The environment variables of a configuration, and the keys that they stand for. */
final class Environment {

  static final String PREFIX = "MANO4J_";

  /** Those with the prefix that are not empty, and no others. */
  private final Map<String, String> values = new TreeMap<>();

  /** The key of each variable that was asked for. */
  private final Map<String, String> keys = new TreeMap<>();

  Environment(Map<String, String> all) {
    all.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !value.isEmpty()) {
            values.put(name, value);
          }
        });
  }

  /** The variable for a key or a table: its path in upper case, joined with underscores. */
  static String variable(String path) {
    return PREFIX + path.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  Optional<String> value(String path) {
    String variable = variable(path);
    String other = keys.putIfAbsent(variable, path);
    if (other != null && !other.equals(path)) {
      throw new IllegalStateException(
          "the keys "
              + other
              + " and "
              + path
              + " would share the variable "
              + variable
              + "; give one of them another name");
    }
    return Optional.ofNullable(values.get(variable));
  }

  boolean hasAny(String table) {
    String prefix = variable(table) + "_";
    return values.keySet().stream().anyMatch(name -> name.startsWith(prefix));
  }

  /**
   * The variables that stand for no key, though they begin like a table that was read, or resemble
   * a variable that was asked for. Others belong to other programs.
   */
  List<Problem> unknown(List<String> tables, List<String> left) {
    List<Problem> unknown = new ArrayList<>();
    for (String name : values.keySet()) {
      if (keys.containsKey(name) || beginsLike(name, left)) {
        continue;
      }
      Optional<String> meant = Suggestion.nearest(name, keys.keySet());
      if (beginsLike(name, tables) || meant.isPresent()) {
        unknown.add(
            new Problem(
                "",
                name,
                0,
                "no key belongs to this variable" + Suggestion.of(name, keys.keySet())));
      }
    }
    return unknown;
  }

  private static boolean beginsLike(String name, List<String> tables) {
    return tables.stream().anyMatch(table -> name.startsWith(variable(table) + "_"));
  }
}
