package org.mano4j.samples.pop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How results are printed. */
enum OutputFormat {
  TABLE,
  YAML,
  JSON;

  /** As people write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads one. */
  static final class Converter implements ITypeConverter<OutputFormat> {

    @Override
    public OutputFormat convert(String text) {
      return Arrays.stream(values())
          .filter(format -> format.toString().equals(text))
          .findFirst()
          .orElseThrow(
              () -> new TypeConversionException("'" + text + "' is none of table, yaml, json"));
    }
  }

  /** All of them, for shells to complete. */
  static final class Candidates extends ArrayList<String> {

    private static final long serialVersionUID = 1L;

    Candidates() {
      super(List.of("table", "yaml", "json"));
    }
  }
}
