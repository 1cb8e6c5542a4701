package org.mano4j.pop.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * Counts calls, and lets no more in than the limit, and none while draining. Endless calls have a
 * limit of their own; a drain ends them.
 */
final class CallGate implements ServerInterceptor {

  private final InFlight calls;
  private final int limit;
  private final int streamLimit;
  private final InFlight streams = new InFlight();
  private final OpenStreams open = new OpenStreams();
  private volatile boolean draining;

  CallGate(InFlight calls, int limit, int streamLimit) {
    this.calls = calls;
    this.limit = limit;
    this.streamLimit = streamLimit;
  }

  void shut() {
    draining = true;
    open.endThose(stream -> shuttingDown());
  }

  boolean isShut() {
    return draining;
  }

  /**
   * Ends the endless calls whose session has ended, or whose callers may not make them any more.
   */
  void recheck(RoleInterceptor roles) {
    open.endThose(stream -> roles.refusal(stream.method(), stream.caller()));
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    boolean endless = CallRules.of(call.getMethodDescriptor().getFullMethodName()).endless();
    return Deferred.untilWhole(
        call, () -> endless ? stream(call, headers, next) : call(call, headers, next));
  }

  private <Q, R> ServerCall.Listener<Q> stream(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!streams.tryEnter(streamLimit)) {
      return FailureStatus.refuse(call, tooMany("streams", streamLimit));
    }
    OpenStream<Q, R> stream = open.open(call, Caller.current(), streams::leave);
    // Registered before the look at the flag: a drain that begins in between ends it.
    if (draining) {
      stream.end(shuttingDown());
      return new ServerCall.Listener<>() {};
    }
    try {
      return stream.listen(next.startCall(stream, headers));
    } catch (RuntimeException | Error e) {
      stream.leave();
      throw e;
    }
  }

  private <Q, R> ServerCall.Listener<Q> call(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    // Counted before the look at the flag: a drain that begins in between waits for this call.
    if (!calls.tryEnter(limit)) {
      return FailureStatus.refuse(call, tooMany("calls", limit));
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
      return FailureStatus.refuse(call, shuttingDown());
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
      boolean unary = call.getMethodDescriptor().getType() == MethodType.UNARY;
      return new Counting<>(next.startCall(counted, headers), leave, unary);
    } catch (RuntimeException | Error e) {
      leave.run();
      throw e;
    }
  }

  private static PopException shuttingDown() {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.SHUTTING_DOWN,
        "this Pop is shutting down; try again later, or another Pop");
  }

  private static PopException tooMany(String what, int limit) {
    return new PopException(
        Code.RESOURCE_EXHAUSTED,
        PopReason.TOO_MANY_CALLS,
        "too many " + what + " at once (limit " + limit + "); try again");
  }

  /**
   * Keeps the place of a call whose caller has given up until its work has ended, which closes the
   * call all the same. Only one that ends before its work begins is left here, and one that sends
   * several answers, which may find nobody to send them to.
   */
  private static final class Counting<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Runnable leave;
    private final boolean unary;
    private boolean begun;

    Counting(ServerCall.Listener<Q> listener, Runnable leave, boolean unary) {
      super(listener);
      this.leave = leave;
      this.unary = unary;
    }

    @Override
    public void onHalfClose() {
      begun = unary;
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
}
