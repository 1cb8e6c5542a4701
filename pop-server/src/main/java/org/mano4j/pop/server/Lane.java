package org.mano4j.pop.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after the other, in the order they came, on threads of an executor. What waits in
 * it belongs to calls in flight, whose number is limited, or to the one stop of its container.
 */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Queue<Task> waiting = new ArrayDeque<>();
  private boolean busy;

  Lane(Executor executor) {
    this.executor = executor;
  }

  /** Runs a task; its future fails with UNAVAILABLE if the executor has no thread for it. */
  <T> CompletableFuture<T> call(Supplier<T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    add(
        new Task(
            () -> {
              try {
                future.complete(task.get());
              } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
              }
            },
            why ->
                future.completeExceptionally(
                    new PopException(
                        PopException.Code.UNAVAILABLE,
                        "this Pop has no thread for the call, being closed or overloaded; try"
                            + " again later, or another Pop",
                        why))));
    return future;
  }

  /**
   * Runs a short task that must not be lost: without a thread of the executor it runs in the thread
   * of whoever found that out, still alone in the lane.
   */
  void ensure(Runnable task) {
    add(new Task(task, why -> task.run()));
  }

  private void add(Task task) {
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
    submit(executor, () -> clear(Task::run), why -> clear(refused -> refused.refuse(why)));
  }

  /**
   * Runs work on an executor, or its refusal here, never both: an executor that is out of threads
   * may fail after it has taken the work.
   */
  static void submit(Executor executor, Runnable work, Consumer<Throwable> refusal) {
    AtomicBoolean begun = new AtomicBoolean();
    try {
      executor.execute(
          () -> {
            if (begun.compareAndSet(false, true)) {
              work.run();
            }
          });
    } catch (RuntimeException | Error e) {
      if (begun.compareAndSet(false, true)) {
        refusal.accept(e);
      } else {
        LOG.warn("the executor of this Pop failed, but carries out what it was given", e);
      }
    }
  }

  /** Takes out all that waits, also what comes meanwhile. */
  private void clear(Consumer<Task> each) {
    for (Task task = next(); task != null; task = next()) {
      try {
        each.accept(task);
      } catch (RuntimeException | Error e) {
        LOG.error("a task of a container failed; the next ones are carried out", e);
      }
    }
  }

  private @Nullable Task next() {
    lock.lock();
    try {
      Task task = waiting.poll();
      busy = task != null;
      return task;
    } finally {
      lock.unlock();
    }
  }

  private record Task(Runnable work, Consumer<Throwable> refusal) {

    void run() {
      work.run();
    }

    void refuse(Throwable why) {
      refusal.accept(why);
    }
  }
}
