package org.mano4j.testkit;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of one orchestrator; they end when idle. After a shutdown tasks run in the thread that
 * brings them: with the bus closed they only have to tell that to whoever waits.
 */
final class Threads {

  private static final RejectedExecutionHandler IN_CALLER = (task, pool) -> task.run();

  private Threads() {}

  /**
   * A few threads for work that never blocks. Waiting tasks are bounded by the messages that are
   * under way.
   */
  static ThreadPoolExecutor working() {
    int count = Math.max(2, Runtime.getRuntime().availableProcessors());
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            5,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            named("offline-nfvo-"),
            IN_CALLER);
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  /** A thread per call that waits for a VIM driver; the callers bound their number. */
  static ThreadPoolExecutor waiting() {
    return new ThreadPoolExecutor(
        0,
        Integer.MAX_VALUE,
        5,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        named("offline-nfvo-driver-"),
        IN_CALLER);
  }

  static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
