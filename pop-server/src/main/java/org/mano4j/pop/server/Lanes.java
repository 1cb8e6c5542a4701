package org.mano4j.pop.server;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tasks of each key one after the other, in the order they came, on threads of an
 * executor; tasks of different keys do not wait for each other. A key without tasks costs nothing.
 * What waits belongs to calls in flight, whose number is limited, or to the one stop of a
 * container.
 */
final class Lanes {

  private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);

  private final Executor executor;

  /** What waits behind the task that runs, by key; no entry: none runs. */
  private final ConcurrentMap<String, Queue<Task>> busy = new ConcurrentHashMap<>();

  Lanes(Executor executor) {
    this.executor = executor;
  }

  /** Runs a task; its future fails with UNAVAILABLE if the executor has no thread for it. */
  <T> CompletableFuture<T> call(String key, Supplier<T> task) {
    CompletableFuture<T> future = new CompletableFuture<>();
    add(
        key,
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
                    noThread("this Pop has no thread for the call", why))));
    return future;
  }

  /**
   * Runs a short task that must not be lost: without a thread of the executor it runs in the thread
   * of whoever found that out, still alone in its lane.
   */
  void ensure(String key, Runnable task) {
    add(key, new Task(task, why -> task.run()));
  }

  /**
   * Runs the first task of a new key in this thread; what comes meanwhile waits.
   *
   * @throws IllegalStateException if the key has tasks already
   */
  <T> T first(String key, Supplier<T> task) {
    if (busy.putIfAbsent(key, new ArrayDeque<>(0)) != null) {
      throw new IllegalStateException("lane " + key + " is in use already");
    }
    try {
      return task.get();
    } finally {
      if (busy.computeIfPresent(key, (k, waiting) -> waiting.isEmpty() ? null : waiting) != null) {
        clearLater(key);
      }
    }
  }

  /** How many keys have tasks. */
  int busy() {
    return busy.size();
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

  /** What a caller reads for whom there was no thread. */
  static PopException noThread(String what, Throwable why) {
    return new PopException(
        PopException.Code.UNAVAILABLE,
        PopReason.TOO_MANY_CALLS,
        what + ", being closed or overloaded; try again later, or another Pop",
        why);
  }

  private void add(String key, Task task) {
    AtomicBoolean idle = new AtomicBoolean();
    busy.compute(
        key,
        (k, waiting) -> {
          idle.set(waiting == null);
          Queue<Task> queue = waiting == null ? new ArrayDeque<>(2) : waiting;
          queue.add(task);
          return queue;
        });
    if (idle.get()) {
      clearLater(key);
    }
  }

  private void clearLater(String key) {
    submit(executor, () -> clear(key, Task::run), why -> clear(key, task -> task.refuse(why)));
  }

  /** Takes out all that waits, also what comes meanwhile. */
  private void clear(String key, Consumer<Task> each) {
    for (Task task = next(key); task != null; task = next(key)) {
      try {
        each.accept(task);
      } catch (RuntimeException | Error e) {
        LOG.error("a task of container {} failed; the next ones are carried out", key, e);
      }
    }
  }

  /** The next task; null at the end, when the key is forgotten. */
  private @Nullable Task next(String key) {
    AtomicReference<@Nullable Task> next = new AtomicReference<>();
    busy.computeIfPresent(
        key,
        (k, waiting) -> {
          next.set(waiting.poll());
          return next.get() == null ? null : waiting;
        });
    return next.get();
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
