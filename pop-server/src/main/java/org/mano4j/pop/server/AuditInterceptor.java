package org.mano4j.pop.server;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Writes the audited calls down when they end. */
final class AuditInterceptor implements ServerInterceptor {

  private final AuditLog log;

  AuditInterceptor(AuditLog log) {
    this.log = log;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!CallRules.of(call.getMethodDescriptor().getFullMethodName()).audited()) {
      return next.startCall(call, headers);
    }
    Audited<Q, R> audited = new Audited<>(call, Caller.current());
    // Held until the request is there, for the line of a call that is refused at once names it too.
    return new SimpleForwardingServerCallListener<>(
        Deferred.untilMessage(call, () -> next.startCall(audited, headers))) {
      @Override
      public void onMessage(Q message) {
        audited.request = message;
        super.onMessage(message);
      }

      @Override
      public void onCancel() {
        super.onCancel();
        if (!call.getMethodDescriptor().getType().serverSendsOneMessage()) {
          // Its handler may find nobody to answer; others answer when their work has ended.
          audited.ended(Status.CANCELLED, new Metadata());
        }
      }
    };
  }

  private final class Audited<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final Caller caller;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable Q request;

    Audited(ServerCall<Q, R> call, Caller caller) {
      super(call);
      this.caller = caller;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      // Before the answer: whoever has it finds the line.
      ended(status, trailers);
      super.close(status, trailers);
    }

    void ended(Status status, Metadata trailers) {
      if (told.compareAndSet(false, true)) {
        String method = getMethodDescriptor().getFullMethodName();
        log.ended(caller, method.substring(method.indexOf('/') + 1), request, status, trailers);
      }
    }
  }
}
