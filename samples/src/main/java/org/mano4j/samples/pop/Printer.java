package org.mano4j.samples.pop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Prints results in the format that was asked for. */
final class Printer {

  private final OutputFormat format;
  private final PrintWriter out;

  Printer(OutputFormat format, PrintWriter out) {
    this.format = format;
    this.out = out;
  }

  OutputFormat format() {
    return format;
  }

  PrintWriter out() {
    return out;
  }

  /** Prints a list, which may be empty. */
  <T> void list(List<T> values, Table<T> table) {
    if (format == OutputFormat.TABLE) {
      table.print(values, out);
    } else {
      document(values);
    }
  }

  /** Prints one thing. */
  <T> void one(T value, Table<T> table) {
    if (format == OutputFormat.TABLE) {
      table.print(List.of(value), out);
    } else {
      document(value);
    }
  }

  /** Prints one thing that is no row of a table. */
  void one(Object value) {
    document(value);
  }

  /** Prints a line at once. */
  void line(String text) {
    out.println(text);
    out.flush();
  }

  /** Whether nobody reads any more. */
  boolean isLost() {
    return out.checkError();
  }

  /** Prints keys and their values. */
  void map(Map<String, String> entries) {
    if (format == OutputFormat.TABLE) {
      new Table<Map.Entry<String, String>>()
          .column("KEY", Map.Entry::getKey)
          .column("VALUE", Map.Entry::getValue)
          .print(List.copyOf(entries.entrySet()), out);
    } else {
      document(entries);
    }
  }

  /** Prints one of many things that come one after the other: a YAML document, or a JSON line. */
  void next(Object value) {
    if (format == OutputFormat.JSON) {
      out.println(json(new ObjectMapper().writer(), value));
    } else {
      YamlText.write(new ObjectMapper().convertValue(value, Object.class), true, out);
    }
    out.flush();
  }

  private void document(Object value) {
    if (format == OutputFormat.JSON) {
      DefaultIndenter tabs = new DefaultIndenter("\t", "\n");
      Separators separators =
          Separators.createDefaultInstance()
              .withObjectFieldValueSpacing(Spacing.AFTER)
              .withObjectEmptySeparator("")
              .withArrayEmptySeparator("");
      DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
      printer.indentObjectsWith(tabs);
      printer.indentArraysWith(tabs);
      out.println(json(new ObjectMapper().writer(printer), value));
    } else {
      YamlText.write(new ObjectMapper().convertValue(value, Object.class), false, out);
    }
  }

  private static String json(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write " + value.getClass() + " as JSON", e);
    }
  }
}
