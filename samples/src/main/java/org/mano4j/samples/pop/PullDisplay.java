package org.mano4j.samples.pop;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mano4j.pop.PullProgress;

/** Shows how far a pull has come: one bar over all layers, or a line for each new step. */
final class PullDisplay implements AutoCloseable {

  private static final int WIDTH = 30;
  private static final String CLEAR = "\r\u001b[K";

  private final PrintWriter err;
  private final boolean terminal;
  private final Map<String, PullProgress> layers = new LinkedHashMap<>();
  private boolean shown;

  PullDisplay(PrintWriter err, boolean terminal) {
    this.err = err;
    this.terminal = terminal;
  }

  void show(PullProgress step) {
    PullProgress before = layers.put(step.layer(), step);
    if (terminal) {
      err.print(CLEAR + bar() + " " + Table.shown(step.status()));
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
    for (PullProgress layer : layers.values()) {
      total += layer.total();
      current += Math.min(layer.current(), layer.total());
    }
    int done = total == 0 ? 0 : (int) (WIDTH * (double) current / total);
    String bar = "[" + "#".repeat(done) + " ".repeat(WIDTH - done) + "]";
    return total == 0 ? bar : bar + " " + Amounts.bytes(current) + " of " + Amounts.bytes(total);
  }
}
