package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Calls of the engine whose outcome must be known, although the thread that wants it is
 * interrupted. A call that is broken off may be done by the engine all the same, a moment later;
 * one that is awaited can be undone. So each is made by another thread, and its answer awaited,
 * after an interrupt for a while only.
 */
record Patience(Executor threads, Duration afterInterrupt) {

  /**
   * Makes a call.
   *
   * @throws PopException CANCELLED if the thread is interrupted and no answer came for a while
   *     after that. The interrupt is restored, then and also if the answer came
   */
  <T> T call(Supplier<T> call) {
    CompletableFuture<T> answer = CompletableFuture.supplyAsync(call, threads);
    try {
      return answer.get();
    } catch (InterruptedException e) {
      try {
        return answer.get(afterInterrupt.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException | TimeoutException late) {
        throw new PopException(
            Code.CANCELLED,
            PopReason.PLATFORM_TIMEOUT,
            "given up while the engine did not answer",
            late);
      } catch (ExecutionException failed) {
        throw thrown(failed);
      } finally {
        Thread.currentThread().interrupt();
      }
    } catch (ExecutionException failed) {
      throw thrown(failed);
    }
  }

  /** Does something although the thread is interrupted, and restores that. */
  static void undisturbed(Runnable work) {
    boolean interrupted = Thread.interrupted();
    try {
      work.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException thrown(ExecutionException failed) {
    if (failed.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    return new IllegalStateException("a call of the engine failed", failed.getCause());
  }
}
