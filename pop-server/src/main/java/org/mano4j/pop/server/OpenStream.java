package org.mano4j.pop.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;

/**
 * An endless call, which the Pop can end from any thread while messages are sent from another. Its
 * handler is told as if the caller had gone; what it sends afterwards is dropped.
 */
final class OpenStream<Q, R> extends SimpleForwardingServerCall<Q, R> {

  private final Caller caller;
  private final Runnable onEnd;
  private final AtomicBoolean left = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private boolean closed;
  private volatile ServerCall.@Nullable Listener<Q> listener;

  OpenStream(ServerCall<Q, R> call, Caller caller, Runnable onEnd) {
    super(call);
    this.caller = caller;
    this.onEnd = onEnd;
  }

  Caller caller() {
    return caller;
  }

  String method() {
    return getMethodDescriptor().getFullMethodName();
  }

  /** What the call's events go to. */
  ServerCall.Listener<Q> listen(ServerCall.Listener<Q> handler) {
    listener = handler;
    if (isCancelled()) {
      // It was ended before its handler could be told.
      handler.onCancel();
    }
    return new SimpleForwardingServerCallListener<>(handler) {
      @Override
      public void onCancel() {
        leave();
        super.onCancel();
      }

      @Override
      public void onComplete() {
        leave();
        super.onComplete();
      }
    };
  }

  /** Ends the call with this status. Idempotent. */
  void end(PopException refusal) {
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      FailureStatus.close(delegate(), refusal);
    } finally {
      lock.unlock();
    }
    leave();
    ServerCall.@Nullable Listener<Q> handler = listener;
    if (handler != null) {
      handler.onCancel();
    }
  }

  @Override
  public void sendHeaders(Metadata headers) {
    unlessClosed(() -> super.sendHeaders(headers));
  }

  @Override
  public void sendMessage(R message) {
    unlessClosed(() -> super.sendMessage(message));
  }

  @Override
  public void close(Status status, Metadata trailers) {
    unlessClosed(
        () -> {
          closed = true;
          super.close(status, trailers);
        });
    leave();
  }

  @Override
  public boolean isCancelled() {
    lock.lock();
    try {
      return closed || super.isCancelled();
    } finally {
      lock.unlock();
    }
  }

  void leave() {
    if (left.compareAndSet(false, true)) {
      onEnd.run();
    }
  }

  private void unlessClosed(Runnable send) {
    lock.lock();
    try {
      if (!closed) {
        send.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
