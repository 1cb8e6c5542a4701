package org.mano4j.pop.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;

/** Counts calls, and lets no more in than the limit, and none while draining. */
final class CallGate implements ServerInterceptor {

  private final InFlight calls;
  private final int limit;
  private volatile boolean draining;

  CallGate(InFlight calls, int limit) {
    this.calls = calls;
    this.limit = limit;
  }

  void shut() {
    draining = true;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    // Counted before the look at the flag: a drain that begins in between waits for this call.
    if (!calls.tryEnter(limit)) {
      return refuse(
          call,
          Status.RESOURCE_EXHAUSTED.withDescription(
              "too many calls at once (limit " + limit + "); try again"));
    }
    AtomicBoolean left = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (left.compareAndSet(false, true)) {
            calls.leave();
          }
        };
    if (draining) {
      leave.run();
      return refuse(
          call, Status.UNAVAILABLE.withDescription("this Pop is shutting down; try another one"));
    }
    // Left before the answer goes out: whoever has it may count on its place being free.
    ServerCall<Q, R> counted =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            leave.run();
            super.close(status, trailers);
          }
        };
    try {
      return new Counting<>(next.startCall(counted, headers), leave);
    } catch (RuntimeException | Error e) {
      leave.run();
      throw e;
    }
  }

  /**
   * Keeps the place of a call whose caller has given up until its work has ended, which closes the
   * call all the same. Only a call that ends before its work begins is left here.
   */
  private static final class Counting<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Runnable leave;
    private boolean begun;

    Counting(ServerCall.Listener<Q> listener, Runnable leave) {
      super(listener);
      this.leave = leave;
    }

    @Override
    public void onHalfClose() {
      begun = true;
      try {
        super.onHalfClose();
      } catch (RuntimeException | Error e) {
        leave.run();
        throw e;
      }
    }

    @Override
    public void onCancel() {
      leaveUnlessBegun();
      super.onCancel();
    }

    @Override
    public void onComplete() {
      leaveUnlessBegun();
      super.onComplete();
    }

    private void leaveUnlessBegun() {
      if (!begun) {
        leave.run();
      }
    }
  }

  private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
