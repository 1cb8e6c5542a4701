package org.mano4j.vnfm;

import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call of the handler on a worker thread. Its result is there when the thread is really done with
 * it, also after it was interrupted, so that nothing else begins for the same VNFR before.
 */
final class HandlerCall<T> implements Runnable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Callable<T> work;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  private @Nullable Thread runner;
  private @Nullable RuntimeException cancelled;

  HandlerCall(Callable<T> work) {
    this.work = work;
  }

  CompletableFuture<T> result() {
    return result;
  }

  @Override
  public void run() {
    RuntimeException refused = enter();
    if (refused != null) {
      result.completeExceptionally(refused);
      return;
    }
    T value;
    try {
      value = work.call();
    } catch (Throwable failure) {
      leave();
      result.completeExceptionally(sayable(failure));
      return;
    }
    leave();
    result.complete(value);
  }

  /** A future that fails asks for the text of its failure, and breaks when that fails, too. */
  private static Throwable sayable(Throwable failure) {
    try {
      Objects.requireNonNull(failure.toString());
      return failure;
    } catch (RuntimeException | Error e) {
      return new VnfmException(
          "the handler threw a " + failure.getClass().getName() + " that cannot say what it is");
    }
  }

  /** Interrupts the thread that is at it; if none is yet, it will not begin. */
  void cancel(RuntimeException reason) {
    lock.lock();
    try {
      cancelled = reason;
      if (runner != null) {
        runner.interrupt();
      }
    } finally {
      lock.unlock();
    }
  }

  private @Nullable RuntimeException enter() {
    lock.lock();
    try {
      if (cancelled == null) {
        runner = Thread.currentThread();
      }
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  private void leave() {
    lock.lock();
    try {
      runner = null;
    } finally {
      lock.unlock();
    }
    // an interrupt that was meant for the handler must not reach what the thread does next
    Thread.interrupted();
  }
}
