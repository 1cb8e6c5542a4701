package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * The few threads that compare passwords, which takes long on purpose, so that a storm of logins
 * takes no thread from other calls. Beyond the limit logins are refused. Thread-safe.
 */
final class LoginWorkers implements AutoCloseable {

  static final int WAITING = 128;

  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Executor executor;
  private final Runnable close;

  private LoginWorkers(Executor executor, Runnable close) {
    this.executor = executor;
    this.close = close;
  }

  /** With threads of its own: as many as there are processors, and {@value #WAITING} in wait. */
  static LoginWorkers create(ThreadFactory threads) {
    return create(Runtime.getRuntime().availableProcessors(), WAITING, threads);
  }

  static LoginWorkers create(int count, int waiting, ThreadFactory threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE.toSeconds(),
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            threads);
    pool.allowCoreThreadTimeOut(true);
    return new LoginWorkers(pool, pool::shutdownNow);
  }

  /** That work in the calling thread. */
  static LoginWorkers direct() {
    return new LoginWorkers(Runnable::run, () -> {});
  }

  /**
   * Does the work soon.
   *
   * @throws PopException TOO_MANY_CALLS if too many wait
   */
  <T> CompletableFuture<T> submit(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, executor);
    } catch (RejectedExecutionException e) {
      throw new PopException(
          Code.RESOURCE_EXHAUSTED,
          PopReason.TOO_MANY_CALLS,
          "too many logins at once; try again in a few seconds");
    }
  }

  @Override
  public void close() {
    close.run();
  }
}
