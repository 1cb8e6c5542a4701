package org.mano4j.plugin;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mano4j.messaging.Delivery;

/**
 * Runs calls when it is the turn of their VIM, each with a time limit that begins when it arrives.
 * A call that exceeds it is answered for, and its thread interrupted; one that has not begun by
 * then never begins.
 */
final class BoundedCalls {

  private final Bulkhead bulkhead;
  private final ScheduledExecutorService timer;
  private final Duration limit;

  BoundedCalls(Bulkhead bulkhead, ScheduledExecutorService timer, Duration limit) {
    this.bulkhead = bulkhead;
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
   * @param vim which VIM it is for
   * @param delivery is parked while the call waits for its turn
   * @param late gives the result when the limit is reached
   */
  <T> CompletableFuture<T> run(String vim, Delivery delivery, Callable<T> call, Supplier<T> late) {
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
    } catch (RuntimeException | Error e) {
      result.completeExceptionally(stopping(e));
      return result;
    }
    Bulkhead.Turn turn = bulkhead.submit(vim, delivery, work(task, result));
    result.whenComplete((value, failure) -> turn.withdraw());
    return result;
  }

  private static Bulkhead.Work work(FutureTask<?> task, CompletableFuture<?> result) {
    return new Bulkhead.Work() {
      /** An interrupt that was meant for the call must not reach what the thread does next. */
      @Override
      public void run() {
        task.run();
        if (task.isCancelled()) {
          Thread.interrupted();
        }
      }

      @Override
      public void refused(Throwable reason) {
        result.completeExceptionally(stopping(reason));
      }
    };
  }

  private static VimDriverException stopping(Throwable reason) {
    return reason instanceof RejectedExecutionException
        ? new VimDriverException("the plugin is stopping and takes no more calls", reason)
        : new VimDriverException("the plugin has no thread for the call now; try again", reason);
  }
}
