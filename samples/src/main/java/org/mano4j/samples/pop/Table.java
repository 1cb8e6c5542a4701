package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lines of text in columns that are as wide as what stands in them. */
public final class Table<T> {

  private static final String GAP = "   ";

  /** Those that move a terminal's cursor, and those that turn the direction of what follows. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

  private final List<String> heads = new ArrayList<>();
  private final List<Function<T, String>> cells = new ArrayList<>();

  /** The same with one column more. An empty cell is shown as a dash. */
  Table<T> column(String head, Function<T, String> cell) {
    heads.add(head);
    cells.add(cell);
    return this;
  }

  /** Prints the heads, and a line for each. */
  void print(List<T> rows, PrintWriter out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(heads);
    rows.forEach(row -> lines.add(cells.stream().map(cell -> shown(cell.apply(row))).toList()));
    lines(lines, GAP).forEach(out::println);
  }

  /**
   * Lines of text; columns are as wide as the widest of their cells.
   *
   * @param rows each with as many cells as the first
   * @param gap between columns
   */
  public static List<String> lines(List<List<String>> rows, String gap) {
    int columns = rows.isEmpty() ? 0 : rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], width(row.get(i)));
      }
    }
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < columns; i++) {
        String cell = row.get(i);
        text.append(cell);
        if (i < columns - 1) {
          text.append(" ".repeat(widths[i] - width(cell))).append(gap);
        }
      }
      lines.add(text.toString());
    }
    return lines;
  }

  static String shown(String text) {
    return text.isEmpty() ? "-" : printable(text);
  }

  /** What others tell could hold line ends, or sequences that move a terminal's cursor. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
