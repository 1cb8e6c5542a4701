package org.mano4j.config;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * A value of the file.
 *
 * @param value a String, Long, Double, Boolean, {@link Table}, {@link Array}, or a date or time
 * @param line where its key stands, from 1
 */
record Entry(Object value, int line) {

  /** A table of the file. */
  record Table(Map<String, Entry> entries) {

    /**
     * The same with keys of any case, here and in the tables below.
     *
     * @param repeated is told of keys that are there already
     */
    Table inAnyCase(BiConsumer<String, Entry> repeated) {
      Map<String, Entry> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      entries.forEach(
          (key, entry) -> {
            Object value =
                entry.value() instanceof Table table ? table.inAnyCase(repeated) : entry.value();
            if (anyCase.putIfAbsent(key, new Entry(value, entry.line())) != null) {
              repeated.accept(key, entry);
            }
          });
      return new Table(anyCase);
    }
  }

  /** An array of the file, or of tables. */
  record Array(List<Entry> elements) {}

  /** What a value is, for people. */
  static String typeOf(Object value) {
    if (value instanceof String) {
      return "text";
    } else if (value instanceof Long) {
      return "a whole number";
    } else if (value instanceof Double) {
      return "a number with a fraction";
    } else if (value instanceof Boolean) {
      return "true or false";
    } else if (value instanceof Table) {
      return "a table";
    }
    return value instanceof Array ? "an array" : "a date or time";
  }
}
