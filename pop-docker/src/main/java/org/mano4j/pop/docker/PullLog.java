package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.mano4j.pop.PullProgress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes now and then to the log how far a pull is that nobody looks at. */
final class PullLog implements Consumer<PullProgress> {

  private static final Logger LOG = LoggerFactory.getLogger(PullLog.class);

  private final ImageReference reference;
  private final long between;
  private final Map<String, PullProgress> layers = new HashMap<>();
  private long told = System.nanoTime();

  PullLog(ImageReference reference, Duration between) {
    this.reference = reference;
    this.between = between.toNanos();
  }

  /** Called by the one thread that reads the engine's answer. */
  @Override
  public void accept(PullProgress step) {
    if (step.total() > 0) {
      layers.put(step.layer(), step);
    }
    long now = System.nanoTime();
    if (now - told >= between) {
      told = now;
      LOG.info(
          "Pulling image {}: {} of {} bytes, {}",
          reference,
          layers.values().stream().mapToLong(PullProgress::current).sum(),
          layers.values().stream().mapToLong(PullProgress::total).sum(),
          step.status());
    }
  }
}
