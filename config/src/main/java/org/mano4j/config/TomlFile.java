package org.mano4j.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads TOML, with the line of every key. */
final class TomlFile {

  private TomlFile() {}

  /**
   * The tables of a text.
   *
   * @throws ConfigException with everything that is not TOML
   */
  static Entry.Table parse(String toml, String name) {
    TomlParseResult result = Toml.parse(toml);
    if (result.hasErrors()) {
      throw new ConfigException(
          name, result.errors().stream().map(error -> problem(name, error)).toList());
    }
    return table(result);
  }

  /** What the parser quotes may be a piece of a password. */
  private static Problem problem(String name, TomlParseError error) {
    int line = error.position().line();
    String text = Objects.requireNonNullElse(error.getMessage(), "not TOML");
    String unquoted = text.replaceFirst("^(Unexpected|Invalid [a-z ]*) '.*?'(?=,|$)", "$1 text");
    return new Problem(
        "",
        name + ":" + line,
        line,
        "this is not TOML, at column " + error.position().column() + ": " + unquoted);
  }

  private static Entry.Table table(TomlTable table) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    for (String key : table.keySet()) {
      List<String> path = List.of(key);
      Object value = Objects.requireNonNull(table.get(path));
      int line = Objects.requireNonNull(table.inputPositionOf(path)).line();
      entries.put(key, new Entry(value(value), line));
    }
    return new Entry.Table(entries);
  }

  private static Object value(Object value) {
    if (value instanceof TomlTable table) {
      return table(table);
    } else if (value instanceof TomlArray array) {
      List<Entry> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        elements.add(new Entry(value(array.get(i)), array.inputPositionOf(i).line()));
      }
      return new Entry.Array(elements);
    }
    return value;
  }
}
