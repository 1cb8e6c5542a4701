package org.mano4j.testkit;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads of one orchestrator; they end when idle. After a shutdown tasks are dropped: whoever
 * waited for one has been told that the bus is closed.
 */
final class Threads {

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
            new ThreadPoolExecutor.DiscardPolicy());
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
        new ThreadPoolExecutor.DiscardPolicy());
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
