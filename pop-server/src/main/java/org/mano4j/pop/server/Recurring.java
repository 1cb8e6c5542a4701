package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Does something from time to time, on a thread of its own. */
final class Recurring implements AutoCloseable {

  private final ScheduledExecutorService timer;

  private Recurring(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  /**
   * Begins, with a pause.
   *
   * @param pause between the end of one time and the begin of the next
   * @param failed is told why it has failed; it is done again all the same
   */
  static Recurring begin(
      Runnable work, Duration pause, ThreadFactory threads, Consumer<Throwable> failed) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(threads);
    long nanos = pause.toNanos();
    timer.scheduleWithFixedDelay(() -> run(work, failed), nanos, nanos, TimeUnit.NANOSECONDS);
    return new Recurring(timer);
  }

  private static void run(Runnable work, Consumer<Throwable> failed) {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      failed.accept(e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
