package org.mano4j.pop.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order they came, on threads of an executor. What waits in
 * it belongs to calls in flight, whose number is limited, or to the one stop of its container.
 */
final class Lane implements Executor {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private boolean busy;

  Lane(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    lock.lock();
    try {
      waiting.add(task);
      if (busy) {
        return;
      }
      busy = true;
    } finally {
      lock.unlock();
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      abandon(task);
      throw e;
    }
  }

  /** Without a thread nothing in the lane can run: what waits is tried again with the next task. */
  private void abandon(Runnable task) {
    lock.lock();
    try {
      waiting.remove(task);
      busy = false;
    } finally {
      lock.unlock();
    }
  }

  private void work() {
    for (Runnable task = next(); task != null; task = next()) {
      try {
        task.run();
      } catch (RuntimeException e) {
        LOG.error("a task of a container failed; the next ones are carried out", e);
      }
    }
  }

  private @Nullable Runnable next() {
    lock.lock();
    try {
      Runnable task = waiting.poll();
      busy = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }
}
