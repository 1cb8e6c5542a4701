package org.mano4j.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs calls on an executor, each with a time limit that begins when it arrives. A call that
 * exceeds it is answered for, and its thread interrupted; one that has not begun by then never
 * begins.
 */
final class BoundedCalls {

  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final Duration limit;

  BoundedCalls(Executor executor, ScheduledExecutorService timer, Duration limit) {
    this.executor = executor;
    this.timer = timer;
    this.limit = limit;
  }

  /** How long a call may take. */
  Duration limit() {
    return limit;
  }

  /**
   * Runs a call.
   *
   * @param late gives the result when the limit is reached
   */
  <T> CompletableFuture<T> run(Callable<T> call, Supplier<T> late) {
    CompletableFuture<T> result = new CompletableFuture<>();
    FutureTask<T> task =
        new FutureTask<>(call) {
          @Override
          protected void set(T value) {
            super.set(value);
            if (!isCancelled()) {
              result.complete(value);
            }
          }

          @Override
          protected void setException(Throwable failure) {
            super.setException(failure);
            if (!isCancelled()) {
              result.completeExceptionally(failure);
            }
          }
        };
    try {
      ScheduledFuture<?> alarm =
          timer.schedule(
              () -> {
                if (task.cancel(true)) {
                  result.complete(late.get());
                }
              },
              limit.toNanos(),
              TimeUnit.NANOSECONDS);
      result.whenComplete((value, failure) -> alarm.cancel(false));
      executor.execute(() -> runClean(task));
    } catch (RejectedExecutionException e) {
      result.completeExceptionally(
          new VimDriverException("the plugin is stopping and takes no more calls", e));
    }
    return result;
  }

  /** An interrupt that was meant for the call must not reach what the thread does next. */
  private static void runClean(FutureTask<?> task) {
    task.run();
    if (task.isCancelled()) {
      Thread.interrupted();
    }
  }
}
