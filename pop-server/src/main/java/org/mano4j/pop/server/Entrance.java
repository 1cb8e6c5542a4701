package org.mano4j.pop.server;

import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.time.Duration;
import java.util.List;
import org.mano4j.pop.proto.PopGrpc;

/** What stands between callers and the service. Thread-safe. */
final class Entrance {

  /** Strangers may ask for the health of a Pop, but not use it up. */
  private static final int MAX_HEALTH_CALLS = 100;

  private final InFlight calls = new InFlight();
  private final CallGate gate;
  private final CallGate healthGate =
      new CallGate(new InFlight(), MAX_HEALTH_CALLS, MAX_HEALTH_CALLS);
  private final HealthStatusManager health = new HealthStatusManager();
  private final AuditLog audit;

  Entrance(PopServerConfig config) {
    this.gate = new CallGate(calls, config.maxCalls(), config.maxStreams());
    this.audit = new AuditLog(config.audit());
    tell(ServingStatus.NOT_SERVING);
  }

  /**
   * All that is served. The order of the checks is that of old Pops: the request can be read, the
   * token is good; then whether the role allows it, and whether there is room.
   */
  List<ServerServiceDefinition> services(ServerServiceDefinition pop, SessionManager sessions) {
    sessions.onEnd(() -> recheck(sessions));
    return List.of(
        guarded(pop, sessions),
        guarded(ProtoReflectionServiceV1.newInstance().bindService(), sessions),
        ReadableRequests.only(
            ServerInterceptors.interceptForward(health.getHealthService(), healthGate)));
  }

  private ServerServiceDefinition guarded(
      ServerServiceDefinition service, SessionManager sessions) {
    return ReadableRequests.only(
        ServerInterceptors.interceptForward(
            service,
            new TokenInterceptor(sessions),
            new AuditInterceptor(audit),
            new RoleInterceptor(sessions),
            gate,
            new Trailers()));
  }

  /** From now on it tells that the Pop serves. */
  void open() {
    tell(ServingStatus.SERVING);
    if (gate.isShut()) {
      // A drain has begun meanwhile.
      tell(ServingStatus.NOT_SERVING);
    }
  }

  /** Refuses new calls from now on, and ends those that would go on for ever. */
  void shut() {
    gate.shut();
    tell(ServingStatus.NOT_SERVING);
  }

  /** Ends also those who only ask for the Pop's health. */
  void close() {
    shut();
    healthGate.shut();
  }

  /** Waits until no call goes on; returns how many still do. */
  int awaitIdle(Duration timeout) {
    return calls.awaitIdle(timeout);
  }

  /** Ends endless calls whose session has ended, or whose user may not make them any more. */
  void recheck(SessionManager sessions) {
    gate.recheck(new RoleInterceptor(sessions));
  }

  private void tell(ServingStatus status) {
    health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
    health.setStatus(PopGrpc.SERVICE_NAME, status);
  }
}
