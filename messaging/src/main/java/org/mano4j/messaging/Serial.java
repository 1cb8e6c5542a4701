package org.mano4j.messaging;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another, in the order in which they came, on the threads of somebody else.
 */
final class Serial implements Executor {

  private static final Logger log = LoggerFactory.getLogger(Serial.class);

  private final Executor threads;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private boolean running;

  Serial(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      tasks.add(task);
      if (running) {
        return;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    try {
      threads.execute(this::run);
    } catch (RuntimeException | Error e) {
      // too busy, or out of threads; tasks of others wait for the next one that is taken
      lock.lock();
      try {
        running = false;
        tasks.remove(task);
      } finally {
        lock.unlock();
      }
      throw e;
    }
  }

  /**
   * Runs a task on this thread, unless others run or wait.
   *
   * @param task must not wait for anything; what it returns is returned
   * @return false also if it has not run
   */
  boolean runHere(BooleanSupplier task) {
    lock.lock();
    try {
      if (running || !tasks.isEmpty()) {
        return false;
      }
      running = true;
    } finally {
      lock.unlock();
    }
    try {
      return task.getAsBoolean();
    } finally {
      handOver();
    }
  }

  /** What has come meanwhile is for other threads. */
  private void handOver() {
    lock.lock();
    try {
      running = !tasks.isEmpty();
      if (!running) {
        return;
      }
    } finally {
      lock.unlock();
    }
    try {
      threads.execute(this::run);
    } catch (RuntimeException | Error e) {
      log.error("tasks of the message bus wait, as no thread is to be had", e);
      lock.lock();
      try {
        running = false;
      } finally {
        lock.unlock();
      }
    }
  }

  private void run() {
    Runnable task;
    while ((task = next()) != null) {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        log.error("a task of the message bus failed", e);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = tasks.poll();
      running = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }
}
