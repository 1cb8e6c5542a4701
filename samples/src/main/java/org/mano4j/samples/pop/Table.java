package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Lines of text in columns that are as wide as what stands in them. */
final class Table<T> {

  private static final String GAP = "   ";

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
    int[] widths = new int[heads.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], width(line.get(i)));
      }
    }
    for (List<String> line : lines) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        text.append(line.get(i));
        if (i < widths.length - 1) {
          text.append(" ".repeat(widths[i] - width(line.get(i)))).append(GAP);
        }
      }
      out.println(text);
    }
  }

  /** What a Pop tells could hold line ends, or sequences that move a terminal's cursor. */
  static String shown(String text) {
    if (text.isEmpty()) {
      return "-";
    }
    return text.codePoints().anyMatch(Character::isISOControl)
        ? text.replaceAll("\\p{Cntrl}", "?")
        : text;
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }
}
