package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks from time to time for endless calls whose session has expired, on a thread of its own. */
final class SessionExpiry implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SessionExpiry.class);

  private final ScheduledExecutorService timer;

  /**
   * Begins.
   *
   * @param check ends those calls
   */
  SessionExpiry(Runnable check, Duration period, ThreadFactory threads) {
    this.timer = Executors.newSingleThreadScheduledExecutor(threads);
    long nanos = period.toNanos();
    timer.scheduleWithFixedDelay(() -> run(check), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private static void run(Runnable check) {
    try {
      check.run();
    } catch (RuntimeException e) {
      LOG.warn("calls whose session has expired could not all be ended; tried again later", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
