package org.mano4j.pop.server;

import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Lets calls through that carry a valid token, and Login, and says who makes them. */
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
    return Deferred.untilMessage(call, () -> begin(call, headers, next));
  }

  private <Q, R> ServerCall.Listener<Q> begin(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    String username = "";
    List<String> tokens = tokens(headers);
    if (CallRules.of(call.getMethodDescriptor().getFullMethodName()).least() != null) {
      if (tokens.isEmpty()) {
        return FailureStatus.refuse(
            call,
            new PopException(
                Code.UNAUTHENTICATED,
                PopReason.NO_TOKEN,
                "not authenticated: no token was sent; call Login first"));
      }
      Optional<PopUser> user = sessions.find(tokens);
      if (user.isEmpty()) {
        return FailureStatus.refuse(call, invalidToken());
      }
      username = user.get().name();
    }
    Caller caller = new Caller(username, Peer.address(call), tokens);
    return Contexts.interceptCall(caller.context(), call, headers, next);
  }

  static PopException invalidToken() {
    return new PopException(
        Code.PERMISSION_DENIED,
        PopReason.INVALID_TOKEN,
        "invalid token: it is unknown or has expired; call Login again");
  }

  private static List<String> tokens(Metadata headers) {
    List<String> tokens = new ArrayList<>();
    @Nullable Iterable<String> values = headers.getAll(TOKEN);
    if (values != null) {
      values.forEach(tokens::add);
    }
    return tokens;
  }
}
