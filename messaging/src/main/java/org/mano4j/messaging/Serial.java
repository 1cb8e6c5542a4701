package org.mano4j.messaging;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
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

  private @org.jspecify.annotations.Nullable Runnable next() {
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
