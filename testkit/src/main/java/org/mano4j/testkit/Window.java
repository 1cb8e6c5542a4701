package org.mano4j.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Lets at most so many asynchronous calls run at a time; further ones wait in their order. */
final class Window {

  private final int limit;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private int running;

  /**
   * A window.
   *
   * @param limit most calls at a time, from 1
   * @param executor starts calls that had to wait
   */
  Window(int limit, Executor executor) {
    this.limit = limit;
    this.executor = executor;
  }

  /** Makes the call now or as soon as there is room; the stage ends as the one of the call does. */
  <T> CompletionStage<T> submit(Supplier<? extends CompletionStage<T>> call) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Runnable start = () -> start(call, result);
    if (enter(start)) {
      start.run();
    }
    return result;
  }

  private <T> void start(Supplier<? extends CompletionStage<T>> call, CompletableFuture<T> result) {
    CompletionStage<T> stage;
    try {
      stage = call.get();
    } catch (RuntimeException e) {
      stage = CompletableFuture.failedFuture(e);
    }
    stage.whenComplete(
        (value, failure) -> {
          Runnable next = leave();
          if (next != null) {
            executor.execute(next);
          }
          if (failure == null) {
            result.complete(value);
          } else {
            result.completeExceptionally(failure);
          }
        });
  }

  private boolean enter(Runnable start) {
    lock.lock();
    try {
      if (running < limit) {
        running++;
        return true;
      }
      waiting.add(start);
      return false;
    } finally {
      lock.unlock();
    }
  }

  /** Gives the place to the next call that waits. */
  private @Nullable Runnable leave() {
    lock.lock();
    try {
      Runnable next = waiting.poll();
      if (next == null) {
        running--;
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
