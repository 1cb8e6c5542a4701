package org.mano4j.samples.site;

import java.util.List;
import java.util.stream.Collectors;

/** Collects the text of a configuration file. */
final class TomlText {

  private final StringBuilder text = new StringBuilder();

  TomlText table(String... path) {
    text.append('[')
        .append(List.of(path).stream().map(TomlText::quoted).collect(Collectors.joining(".")))
        .append("]\n");
    return this;
  }

  TomlText put(String key, String value) {
    return line(key, quoted(value));
  }

  TomlText put(String key, long value) {
    return line(key, Long.toString(value));
  }

  TomlText put(String key, boolean value) {
    return line(key, Boolean.toString(value));
  }

  TomlText put(String key, List<String> values) {
    return line(
        key, values.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]")));
  }

  private TomlText line(String key, String value) {
    text.append(key).append(" = ").append(value).append('\n');
    return this;
  }

  private static String quoted(String value) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        quoted.append(String.format("\\u%04X", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
