package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mano4j.pop.PullProgress;

/**
 * Shows how far a pull has come: on a terminal one bar for all layers together, which stays on its
 * line; elsewhere a line for each new step of a layer.
 */
final class PullDisplay implements AutoCloseable {

  private static final int MAX_BAR = 30;
  private static final int MIN_BAR = 10;

  /** What stands beside the bar: percent, bytes, and words such as "Download complete". */
  private static final int NUMBERS = 49;

  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final int width;
  private final Map<String, Layer> layers = new LinkedHashMap<>();
  private boolean shown;

  /**
   * Shows nothing yet.
   *
   * @param columns of the terminal
   */
  PullDisplay(PrintWriter err, boolean terminal, int columns) {
    this.err = err;
    this.terminal = terminal;
    // What fills the last column moves the cursor to the next line on some terminals.
    this.width = columns - 1;
  }

  void show(PullProgress step) {
    Layer before = layers.get(step.layer());
    layers.put(step.layer(), before == null ? new Layer(step) : before.next(step));
    if (terminal) {
      err.print(CLEAR + cut(bar() + "  " + Table.shown(step.status())));
      shown = true;
    } else if (before == null || !before.status().equals(step.status())) {
      String layer = step.layer().isEmpty() ? "" : Table.shown(step.layer()) + ": ";
      err.println(layer + Table.shown(step.status()));
    }
    err.flush();
  }

  /** Takes the bar away. */
  @Override
  public void close() {
    if (shown) {
      err.print(CLEAR);
      err.flush();
    }
  }

  /** Of all bytes that are known of so far. */
  private String bar() {
    long current = 0;
    long total = 0;
    for (Layer layer : layers.values()) {
      total += layer.total();
      current += Math.min(layer.current(), layer.total());
    }
    int length = Math.max(MIN_BAR, Math.min(MAX_BAR, width - NUMBERS));
    double part = total == 0 ? 0 : (double) current / total;
    int done = (int) (length * part);
    String bar = "[" + "#".repeat(done) + " ".repeat(length - done) + "]";
    return total == 0
        ? bar
        : "%s %3d%%  %s of %s"
            .formatted(bar, (int) (100 * part), Amounts.bytes(current), Amounts.bytes(total));
  }

  private String cut(String line) {
    int length = line.codePointCount(0, line.length());
    return length <= width ? line : line.substring(0, line.offsetByCodePoints(0, width));
  }

  /**
   * A part of the image. Its bytes never become fewer: platforms count them again while they
   * unpack, and tell none at the end.
   */
  private record Layer(String status, long current, long total) {

    Layer(PullProgress step) {
      this(step.status(), step.current(), step.total());
    }

    Layer next(PullProgress step) {
      return new Layer(
          step.status(), Math.max(current, step.current()), Math.max(total, step.total()));
    }
  }
}
