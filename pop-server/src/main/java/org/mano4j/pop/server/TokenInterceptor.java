package org.mano4j.pop.server;

import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.proto.PopGrpc;

/** Lets calls through that carry a valid token, and Login. */
final class TokenInterceptor implements ServerInterceptor {

  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final SessionManager sessions;

  TokenInterceptor(SessionManager sessions) {
    this.sessions = sessions;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String method = call.getMethodDescriptor().getFullMethodName();
    if (method.equals(PopGrpc.getLoginMethod().getFullMethodName())) {
      return next.startCall(call, headers);
    }
    Iterable<String> values = headers.getAll(TOKEN);
    if (values == null) {
      return refuse(
          call, Status.UNAUTHENTICATED.withDescription("not authenticated: call Login first"));
    }
    List<String> tokens = new ArrayList<>();
    values.forEach(tokens::add);
    Optional<SessionManager.Session> session = sessions.find(tokens);
    if (session.isEmpty()) {
      return refuse(
          call,
          Status.PERMISSION_DENIED.withDescription(
              "invalid token: it is unknown or has expired; call Login again"));
    }
    return Contexts.interceptCall(
        new Caller(session.get().username(), tokens).context(), call, headers, next);
  }

  private static <Q, R> ServerCall.Listener<Q> refuse(ServerCall<Q, R> call, Status status) {
    call.close(status, new Metadata());
    return new ServerCall.Listener<>() {};
  }
}
