package org.mano4j.pop.server;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.PopGrpc;

/**
 * How a Start has ended for its caller. A call's context only tells that it has; whether its
 * connection was lost or its caller has cancelled it is told to a tracer alone, before.
 */
final class CallEnd extends ServerStreamTracer {

  private static final Context.Key<CallEnd> KEY = Context.key("call-end");

  private volatile @Nullable Status status;

  private CallEnd() {}

  /** One for each Start. */
  static ServerStreamTracer.Factory tracers() {
    String start = PopGrpc.getStartMethod().getFullMethodName();
    return new ServerStreamTracer.Factory() {
      @Override
      public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return method.equals(start) ? new CallEnd() : NONE;
      }
    };
  }

  private static final ServerStreamTracer NONE = new ServerStreamTracer() {};

  /** Whether the call of this context has lost its connection, which says nothing of its caller. */
  static boolean isLost(Context context) {
    @Nullable CallEnd end = KEY.get(context);
    @Nullable Status status = end == null ? null : end.status;
    return status != null && status.getCode() == Status.Code.UNAVAILABLE;
  }

  @Override
  public Context filterContext(Context context) {
    return context.withValue(KEY, this);
  }

  @Override
  public void streamClosed(Status closed) {
    status = closed;
  }
}
