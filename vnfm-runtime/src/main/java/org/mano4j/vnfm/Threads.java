package org.mano4j.vnfm;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a runtime. They are named, begin when needed, and do not keep the JVM alive. */
final class Threads {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);
  private static final Duration LAST_CALLS = Duration.ofSeconds(5);

  private Threads() {}

  /**
   * Each request has at most one task in the queue. Those in the prefetch window are few; those
   * that wait for the NFVO are parked outside it and come back when it answers, so that there may
   * be as many tasks as launches and scalings that the NFVO has begun.
   */
  static ThreadPoolExecutor workers(String name, int count) {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            count, count, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory(name));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }

  static ScheduledThreadPoolExecutor timer(String name) {
    ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, factory(name));
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** Interrupts what runs and waits a little for it. */
  static void end(ThreadPoolExecutor workers) {
    workers.shutdownNow();
    try {
      if (!workers.awaitTermination(LAST_CALLS.toNanos(), TimeUnit.NANOSECONDS)) {
        log.warn("a handler has not ended {} s after its interrupt", LAST_CALLS.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ThreadFactory factory(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
