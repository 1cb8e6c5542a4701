package org.mano4j.pop.server;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Lets calls through that the caller's role allows. */
final class RoleInterceptor implements ServerInterceptor {

  private final SessionManager sessions;

  RoleInterceptor(SessionManager sessions) {
    this.sessions = sessions;
  }

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    @Nullable PopException refusal =
        refusal(call.getMethodDescriptor().getFullMethodName(), Caller.current());
    return refusal == null ? next.startCall(call, headers) : FailureStatus.refuse(call, refusal);
  }

  /** Why this caller may not make this call, as users and sessions are now; null if it may. */
  @Nullable PopException refusal(String method, Caller caller) {
    @Nullable Role least = CallRules.of(method).least();
    if (least == null) {
      return null;
    }
    Optional<PopUser> user = sessions.look(caller.tokens());
    if (user.isEmpty()) {
      return TokenInterceptor.invalidToken();
    }
    Role role = user.get().role();
    if (role.includes(least)) {
      return null;
    }
    // Not PERMISSION_DENIED: old clients would log in again on it, without end.
    return new Refusal(
        Code.FAILED_PRECONDITION,
        PopReason.ROLE_TOO_LOW,
        "role too low: "
            + method.substring(method.indexOf('/') + 1)
            + " needs the role "
            + name(least)
            + ", but this user is "
            + name(role)
            + "; ask the operator of this Pop for it",
        Map.of("needed", name(least), "role", name(role)));
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
