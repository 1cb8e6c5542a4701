package org.mano4j.pop.server;

import static java.util.Map.entry;

import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.PopGrpc;

/** The table of all calls: who may make them. */
final class CallRules {

  private static final CallRule LOOK = new CallRule(Role.VIEWER, false, false);
  private static final CallRule CHANGE = new CallRule(Role.OPERATOR, true, false);
  private static final CallRule GOVERN = new CallRule(Role.ADMIN, true, false);

  private static final Map<String, CallRule> POP =
      Map.ofEntries(
          entry("Login", new CallRule(null, true, false)),
          entry("Logout", LOOK),
          entry("Info", LOOK),
          entry("Containers", LOOK),
          entry("Flavours", LOOK),
          entry("Images", LOOK),
          entry("Networks", LOOK),
          entry("Stats", LOOK),
          entry("Watch", new CallRule(Role.VIEWER, false, true)),
          entry("Create", CHANGE),
          entry("Delete", CHANGE),
          entry("Metadata", CHANGE),
          entry("Start", CHANGE),
          entry("Stop", CHANGE),
          entry("Reset", CHANGE),
          entry("CreateNetwork", GOVERN),
          entry("DeleteNetwork", GOVERN),
          entry("PullImage", GOVERN),
          entry("Logs", new CallRule(Role.ADMIN, false, true)));

  private static final String POP_PREFIX = PopGrpc.SERVICE_NAME + "/";

  /** By their full names. */
  private static final Map<String, CallRule> STANDARD =
      Map.of(
          HealthGrpc.getCheckMethod().getFullMethodName(),
          new CallRule(null, false, false),
          HealthGrpc.getWatchMethod().getFullMethodName(),
          new CallRule(null, false, true),
          ServerReflectionGrpc.getServerReflectionInfoMethod().getFullMethodName(),
          new CallRule(Role.ADMIN, false, true));

  private CallRules() {}

  /** The calls of the Pop's own service, by their names without the service's. */
  static Map<String, CallRule> pop() {
    return POP;
  }

  /**
   * The rule for a call.
   *
   * @param method with the service's name
   * @throws IllegalStateException if the table lacks it: nobody may call what nobody has thought of
   */
  static CallRule of(String method) {
    @Nullable CallRule rule =
        method.startsWith(POP_PREFIX)
            ? POP.get(method.substring(POP_PREFIX.length()))
            : STANDARD.get(method);
    if (rule == null) {
      throw new IllegalStateException("no role is set for the call " + method);
    }
    return rule;
  }
}
