package org.mano4j.messaging;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one connector: daemons that end when idle for some seconds. Own work never waits
 * for a handler.
 */
final class AmqpThreads {

  private static final int IDLE_SECONDS = 10;

  final ThreadFactory factory;
  final ExecutorService own;
  final Executor handlers;

  /**
   * Hands what arrives to whoever takes it. The thread that reads does that itself, as it only puts
   * things into queues; but not where that may mean to run a handler.
   */
  final ExecutorService dispatch;

  final ScheduledThreadPoolExecutor timer;

  AmqpThreads(@Nullable Executor handlers) {
    this(handlers, daemons());
  }

  AmqpThreads(@Nullable Executor handlers, ThreadFactory factory) {
    this.factory = factory;
    this.own =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            factory);
    this.handlers = handlers == null ? own : handlers;
    this.dispatch = handlers == null ? new CallingThread() : own;
    this.timer = new ScheduledThreadPoolExecutor(1, factory);
    timer.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static ThreadFactory daemons() {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, "mano4j-amqp-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
