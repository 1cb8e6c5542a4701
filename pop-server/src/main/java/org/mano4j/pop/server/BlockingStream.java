package org.mano4j.pop.server;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/**
 * A streaming call whose answers come from work that blocks its thread: the work waits while the
 * caller takes nothing, and is interrupted when nobody wants it any more. Thread-safe.
 */
final class BlockingStream<R> {

  private final ServerCallStreamObserver<R> call;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable Thread worker;
  private @Nullable PopException given;
  private boolean closed;

  /** To be made before the call's method returns. */
  BlockingStream(ServerCallStreamObserver<R> call) {
    this.call = call;
    call.setOnReadyHandler(this::wake);
    // The call stays open, and counts, until its work has ended.
    call.setOnCancelHandler(
        () -> giveUp(new PopException(Code.CANCELLED, "the caller has given up")));
  }

  /** Whether the caller takes more now. */
  boolean isReady() {
    lock.lock();
    try {
      return call.isReady();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Sends an answer once the caller takes more.
   *
   * @throws PopException if nobody wants it any more
   */
  void send(R answer) {
    lock.lock();
    try {
      while (given == null && !call.isReady()) {
        changed.await();
      }
      if (given != null) {
        throw given;
      }
      call.onNext(answer);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(Code.CANCELLED, "the work of this call was interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** Does the work, and ends the call. */
  void carryOut(Runnable work) {
    try {
      begin();
      work.run();
      end(null);
    } catch (RuntimeException | Error e) {
      end(e);
    }
  }

  /** Ends the call at once, and interrupts its work. */
  void abort(PopException why) {
    giveUp(why);
    lock.lock();
    try {
      close(why);
    } finally {
      lock.unlock();
    }
  }

  private void begin() {
    lock.lock();
    try {
      if (given != null) {
        throw given;
      }
      worker = Thread.currentThread();
    } finally {
      lock.unlock();
    }
  }

  private void end(@Nullable Throwable failure) {
    lock.lock();
    try {
      worker = null;
      if (given != null) {
        // What is left of the interrupt would hit the next work of this thread.
        Thread.interrupted();
      }
      close(given == null ? failure : given);
    } finally {
      lock.unlock();
    }
  }

  private void giveUp(PopException why) {
    lock.lock();
    try {
      if (given == null) {
        given = why;
        changed.signalAll();
        if (worker != null) {
          worker.interrupt();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void close(@Nullable Throwable failure) {
    if (closed) {
      return;
    }
    closed = true;
    if (failure == null) {
      call.onCompleted();
    } else {
      Answer.refuse(call, failure);
    }
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
