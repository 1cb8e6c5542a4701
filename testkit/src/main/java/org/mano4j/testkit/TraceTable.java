package org.mano4j.testkit;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/** Prints messages as a table for people. */
final class TraceTable {

  private static final String ROW = "%6s %9s %-2s %-36s %-32s %-22s %8s %s";

  private TraceTable() {}

  static String of(List<TraceEntry> entries, long count) {
    StringBuilder table = new StringBuilder();
    if (count > entries.size()) {
      table.append("(").append(count - entries.size()).append(" older messages are not kept)\n");
    }
    table.append(row("#", "ms", "", "to or at", "message", "about", "bytes", "correlation"));
    for (TraceEntry entry : entries) {
      long millis = Duration.between(entries.get(0).time(), entry.time()).toMillis();
      table
          .append('\n')
          .append(
              row(
                  entry.number(),
                  millis,
                  entry.direction() == Direction.SENT ? "->" : "<-",
                  entry.kind() == Kind.ANSWER ? "" : entry.address(),
                  message(entry),
                  orEmpty(entry.subject()),
                  entry.size(),
                  orEmpty(entry.correlationId())));
    }
    return table.toString();
  }

  private static String message(TraceEntry entry) {
    String note = entry.note() == null ? "" : " (" + entry.note() + ")";
    return entry.answers() == null
        ? entry.what() + note
        : "re #" + entry.answers() + " " + entry.what() + note;
  }

  private static String row(Object... cells) {
    return String.format(Locale.ROOT, ROW, cells).stripTrailing();
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
