package org.mano4j.vnfm;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs tasks that read from or write to peers, and interrupts those that take too long. An
 * interrupt closes the connection that a task is blocked on, so that peers who send a byte a minute
 * hold no thread.
 */
final class TimedTasks implements Executor, AutoCloseable {

  private final ThreadPoolExecutor workers;
  private final ScheduledThreadPoolExecutor timer;
  private final Duration limit;

  TimedTasks(String name, int threads, Duration limit) {
    this.workers = Threads.workers(name, threads);
    this.timer = Threads.timer(name + "-timer");
    this.limit = limit;
  }

  @Override
  public void execute(Runnable task) {
    workers.execute(new Timed(task));
  }

  @Override
  public void close() {
    timer.shutdownNow();
    Threads.end(workers);
  }

  private final class Timed implements Runnable {

    private final Runnable task;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean over;

    Timed(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      Thread thread = Thread.currentThread();
      ScheduledFuture<?> alarm;
      try {
        alarm = timer.schedule(() -> interrupt(thread), limit.toNanos(), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException closed) {
        return;
      }
      try {
        task.run();
      } finally {
        alarm.cancel(false);
        lock.lock();
        try {
          over = true;
          // a late interrupt was for this task, not for the next one of the thread
          Thread.interrupted();
        } finally {
          lock.unlock();
        }
      }
    }

    private void interrupt(Thread thread) {
      lock.lock();
      try {
        if (!over) {
          thread.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
