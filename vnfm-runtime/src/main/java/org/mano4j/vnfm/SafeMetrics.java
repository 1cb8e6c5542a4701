package org.mano4j.vnfm;

import java.time.Duration;
import org.mano4j.catalogue.message.Action;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics that never throw: a request must not fail because it could not be counted. */
final class SafeMetrics implements VnfmMetrics {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private final VnfmMetrics metrics;

  SafeMetrics(VnfmMetrics metrics) {
    this.metrics = metrics;
  }

  private static void safely(Runnable count) {
    try {
      count.run();
    } catch (RuntimeException e) {
      log.warn("the metrics of the VNF manager threw", e);
    }
  }

  @Override
  public void requested(Action.Known action) {
    safely(() -> metrics.requested(action));
  }

  @Override
  public void answered(Action.Known action, Duration after) {
    safely(() -> metrics.answered(action, after));
  }

  @Override
  public void failed(Action.Known action, Duration after) {
    safely(() -> metrics.failed(action, after));
  }

  @Override
  public void expired(Action.Known action) {
    safely(() -> metrics.expired(action));
  }

  @Override
  public void unreadable(long bytes) {
    safely(() -> metrics.unreadable(bytes));
  }
}
