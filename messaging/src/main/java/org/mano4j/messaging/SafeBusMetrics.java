package org.mano4j.messaging;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Metrics that never throw: no message may be lost because it could not be counted. */
final class SafeBusMetrics implements BusMetrics {

  private static final Logger log = LoggerFactory.getLogger(BusMetrics.class);

  private final BusMetrics metrics;
  private final AtomicBoolean told = new AtomicBoolean();

  private SafeBusMetrics(BusMetrics metrics) {
    this.metrics = metrics;
  }

  /** Those metrics, made safe. */
  static BusMetrics of(BusMetrics metrics) {
    return metrics == NONE || metrics instanceof SafeBusMetrics
        ? metrics
        : new SafeBusMetrics(metrics);
  }

  private void safely(Runnable count) {
    try {
      count.run();
    } catch (RuntimeException | Error e) {
      // errors, too: a library for metrics that is not complete throws them
      if (told.compareAndSet(false, true)) {
        log.warn("the metrics of the message bus threw; further times are logged at debug", e);
      } else {
        log.debug("the metrics of the message bus threw", e);
      }
    }
  }

  @Override
  public void published() {
    safely(metrics::published);
  }

  @Override
  public void publishFailed(BusException reason) {
    safely(() -> metrics.publishFailed(reason));
  }

  @Override
  public void delivered(boolean redelivered) {
    safely(() -> metrics.delivered(redelivered));
  }

  @Override
  public void acknowledged() {
    safely(metrics::acknowledged);
  }

  @Override
  public void rejected() {
    safely(metrics::rejected);
  }

  @Override
  public void requeued() {
    safely(metrics::requeued);
  }

  @Override
  public void requestTimedOut() {
    safely(metrics::requestTimedOut);
  }

  @Override
  public void stateChanged(BusState state) {
    safely(() -> metrics.stateChanged(state));
  }
}
