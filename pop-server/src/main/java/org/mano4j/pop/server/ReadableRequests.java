package org.mano4j.pop.server;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import java.util.List;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Refuses requests that cannot be read, before anything else looks at the call. */
final class ReadableRequests implements ServerInterceptor {

  private ReadableRequests() {}

  /** The same service, for readable requests only. */
  static ServerServiceDefinition only(ServerServiceDefinition service) {
    List<ServerMethodDefinition<?, ?>> methods =
        service.getMethods().stream()
            .<ServerMethodDefinition<?, ?>>map(ReadableRequests::lenient)
            .toList();
    ServiceDescriptor.Builder descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    ServerServiceDefinition.Builder lenient = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(lenient::addMethod);
    return ServerInterceptors.interceptForward(lenient.build(), new ReadableRequests());
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    return new Reading<>(call, next.startCall(call, headers));
  }

  private static <Q, R> ServerMethodDefinition<Q, R> lenient(ServerMethodDefinition<Q, R> method) {
    return ServerMethodDefinition.create(
        LenientMarshaller.in(method.getMethodDescriptor()), method.getServerCallHandler());
  }

  private static final class Reading<Q> extends SimpleForwardingServerCallListener<Q> {

    private final ServerCall<Q, ?> call;
    private boolean refused;

    Reading(ServerCall<Q, ?> call, ServerCall.Listener<Q> listener) {
      super(listener);
      this.call = call;
    }

    @Override
    public void onMessage(Q message) {
      MethodDescriptor<Q, ?> method = call.getMethodDescriptor();
      if (!refused && !LenientMarshaller.unreadable(method, message)) {
        super.onMessage(message);
      } else if (!refused) {
        refused = true;
        FailureStatus.close(
            call,
            new PopException(
                Code.INVALID_ARGUMENT,
                PopReason.INVALID_FIELD,
                "request cannot be read: it is no valid message of "
                    + method.getFullMethodName()
                    + "; see pop.proto"));
      }
    }

    @Override
    public void onHalfClose() {
      if (!refused) {
        super.onHalfClose();
      }
    }
  }
}
