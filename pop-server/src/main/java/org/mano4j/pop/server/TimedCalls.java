package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Makes calls that may hang on threads of their own, and waits for each no longer than it may take.
 * One that takes longer is interrupted; if that does not end it, its thread is lost to it, so their
 * number is limited. Thread-safe.
 */
final class TimedCalls {

  /** Calls that were given up and have not ended; beyond that none is made. */
  static final int MAX_HANGING = 1000;

  private final Executor threads;
  private final AtomicInteger hanging = new AtomicInteger();
  private volatile boolean closed;

  TimedCalls(Executor threads) {
    this.threads = threads;
  }

  /**
   * What the work returns or throws.
   *
   * @param what names the work: the words after "the platform has not answered"
   * @throws UnansweredException DEADLINE_EXCEEDED after the limit, or UNAVAILABLE if the calls are
   *     closed or this thread is interrupted before
   */
  <T> T call(String what, Duration limit, Supplier<T> work) {
    return call(what, limit, Patience.ENDLESS, work);
  }

  /**
   * The same, for a caller who may give up before the limit.
   *
   * @throws UnansweredException also CANCELLED, when the caller has given up
   */
  <T> T call(String what, Duration limit, Patience caller, Supplier<T> work) {
    if (hanging.get() >= MAX_HANGING) {
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_TIMEOUT,
          "the platform of this Pop hangs in "
              + hanging.get()
              + " calls and is not asked "
              + what
              + "; its operator has to restart it");
    }
    Work<T> call = new Work<>(work);
    Lanes.submit(
        threads,
        call,
        why ->
            call.result.completeExceptionally(
                Lanes.noThread("this Pop has no thread to ask its platform " + what, why)));
    try {
      caller.await(call.result, limit);
      if (!call.result.isDone()) {
        giveUp(call);
        throw new UnansweredException(
            Code.CANCELLED,
            Code.CANCELLED.name(),
            caller.words()
                + ", before the platform had answered when asked "
                + what
                + "; what came of it is removed; reset the container to start it with more time",
            call.result);
      }
      return call.result.get();
    } catch (ExecutionException e) {
      if (closed) {
        throw shuttingDown(what, call);
      }
      throw rethrown(e.getCause());
    } catch (TimeoutException e) {
      giveUp(call);
      throw new UnansweredException(
          Code.DEADLINE_EXCEEDED,
          PopReason.PLATFORM_TIMEOUT,
          "the platform has not answered within "
              + seconds(limit)
              + " when asked "
              + what
              + "; see whether it is well, then try again",
          call.result);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      giveUp(call);
      throw shuttingDown(what, call);
    }
  }

  /** From now on a failure says nothing: whoever closes this closes the platform, too. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  private static UnansweredException shuttingDown(String what, Work<?> call) {
    return new UnansweredException(
        Code.UNAVAILABLE,
        PopReason.SHUTTING_DOWN,
        "this Pop is shutting down and does not wait for its platform, asked "
            + what
            + "; try again later",
        call.result);
  }

  private void giveUp(Work<?> call) {
    hanging.incrementAndGet();
    call.result.whenComplete((result, failure) -> hanging.decrementAndGet());
    call.interrupt();
  }

  private static RuntimeException rethrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return (RuntimeException) failure;
  }

  private static String seconds(Duration limit) {
    return limit.toMillis() / 1000.0 + " s";
  }

  /** Is interrupted only while it works: its thread belongs to others afterwards. */
  private static final class Work<T> implements Runnable {

    private final Supplier<T> supplier;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Thread worker;
    private boolean interrupted;

    Work(Supplier<T> supplier) {
      this.supplier = supplier;
    }

    @Override
    public void run() {
      begin();
      @Nullable T value = null;
      @Nullable Throwable failure = null;
      try {
        value = supplier.get();
      } catch (RuntimeException | Error e) {
        failure = e;
      } finally {
        end();
      }
      if (failure == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(failure);
      }
    }

    void interrupt() {
      lock.lock();
      try {
        interrupted = true;
        if (worker != null) {
          worker.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    private void begin() {
      lock.lock();
      try {
        worker = Thread.currentThread();
        if (interrupted) {
          worker.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }

    private void end() {
      lock.lock();
      try {
        worker = null;
        if (interrupted) {
          Thread.interrupted();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
