package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.refused;

import com.google.rpc.ErrorInfo;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.WatchRequest;

/**
 * What stands between callers and the calls: health, reflection, limits, drain, reloading users.
 */
class EntranceTest {

  private static final WatchRequest FROM_NOW = WatchRequest.getDefaultInstance();

  private final InMemoryPopBackend backend = RawPop.backend();

  @Test
  void healthNeedsNoTokenAndTellsOfADrain() {
    try (RawPop lab = new RawPop(backend)) {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(lab.channel);
      Iterator<HealthCheckResponse> watch = health.watch(HealthCheckRequest.getDefaultInstance());
      assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.SERVING);
      for (String service : List.of("", "vim_pop.Pop")) {
        assertThat(health.check(asked(service)).getStatus()).isEqualTo(ServingStatus.SERVING);
      }
      refused(Status.Code.NOT_FOUND, "", () -> health.check(asked("other")));

      assertThat(lab.server.drain(Duration.ofSeconds(30)).clean()).isTrue();

      assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(health.check(asked("vim_pop.Pop")).getStatus())
          .isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void reflectionListsTheServicesForAnAdmin() throws Exception {
    try (RawPop lab = new RawPop(backend)) {
      assertThat(
              reflect(lab, lab.login())
                  .get(30, TimeUnit.SECONDS)
                  .getListServicesResponse()
                  .getServiceList())
          .extracting(ServiceResponse::getName)
          .contains("vim_pop.Pop", "grpc.health.v1.Health");
      assertThat(reflect(lab, "bad"))
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .havingCause()
          .withMessageContaining("invalid token");
    }
  }

  @Test
  void aDrainEndsAWatchAndDoesNotWaitForIt() {
    try (RawPop lab = new RawPop(backend)) {
      Iterator<?> watch = lab.pop.watch(FROM_NOW);
      watch.next();

      assertThat(lab.server.drain(Duration.ofSeconds(30)).clean()).isTrue();

      endsWith(watch, Status.Code.UNAVAILABLE, PopReason.SHUTTING_DOWN);
      refused(
          Status.Code.UNAVAILABLE,
          "this Pop is shutting down",
          () -> lab.pop.watch(FROM_NOW).next());
    }
  }

  @Test
  void closingDoesNotWaitForAWatch() {
    Duration fastest = Duration.ofDays(1);
    // A server that waits takes a second, a busy machine only now and then.
    for (int i = 0; i < 20 && fastest.toMillis() >= 900; i++) {
      RawPop lab = new RawPop(backend);
      Iterator<?> watch = lab.pop.watch(FROM_NOW);
      watch.next();
      long begin = System.nanoTime();

      lab.server.close();

      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      fastest = took.compareTo(fastest) < 0 ? took : fastest;
      endsWith(watch, Status.Code.UNAVAILABLE, PopReason.SHUTTING_DOWN);
      lab.close();
    }

    assertThat(fastest).isLessThan(Duration.ofMillis(900));
  }

  @Test
  void streamsHaveALimitOfTheirOwnAndTakeNoPlaceOfCalls() {
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).maxCalls(1).maxStreams(2))) {
      List<Iterator<?>> watches = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        watches.add(lab.pop.watch(FROM_NOW));
        watches.get(i).next();
      }

      endsWith(lab.pop.watch(FROM_NOW), Status.Code.RESOURCE_EXHAUSTED, PopReason.TOO_MANY_CALLS);
      assertThat(lab.pop.info(EMPTY).getName()).isEqualTo("lab");
    }
  }

  @Test
  void aStreamWhoseCallerHasGoneFreesItsPlace() {
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).maxStreams(1))) {
      for (int i = 0; i < 5; i++) {
        Context.CancellableContext context = Context.current().withCancellation();
        context.run(
            () ->
                await()
                    .pollInSameThread()
                    .ignoreExceptions()
                    .until(() -> lab.pop.watch(FROM_NOW).next().getSequence() >= 0));
        context.cancel(null);
      }
    }
  }

  @Test
  void usersAreReloadedWithoutARestart() {
    AtomicReference<List<PopUser>> users = new AtomicReference<>(List.of(user("ann", "one")));
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).users(users::get))) {
      String ann = login(lab, "ann", "one");
      Iterator<?> watch = lab.with(ann).watch(FROM_NOW);
      watch.next();
      String same = lab.login();

      users.set(List.of(user("ann", "two"), user("bob", "three")));
      refused(
          Status.Code.INVALID_ARGUMENT, "invalid credentials", () -> login(lab, "bob", "three"));
      lab.server.reloadUsers();

      refused(Status.Code.PERMISSION_DENIED, "invalid token", () -> lab.with(ann).info(EMPTY));
      endsWith(watch, Status.Code.PERMISSION_DENIED, PopReason.INVALID_TOKEN);
      assertThat(login(lab, "ann", "two")).isNotEmpty();
      assertThat(login(lab, "bob", "three")).isNotEmpty();
      assertThat(lab.with(same).info(EMPTY).getName()).isEqualTo("lab");
    }
  }

  @Test
  void aNewRoleCountsAtOnce() {
    PopUser ann = user("ann", "one");
    AtomicReference<List<PopUser>> users = new AtomicReference<>(List.of(ann));
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).users(users::get))) {
      String token = login(lab, "ann", "one");
      lab.with(token).create(RawPop.config("a").build());

      users.set(List.of(new PopUser("ann", ann.password(), Role.VIEWER)));
      lab.server.reloadUsers();

      refused(
          Status.Code.FAILED_PRECONDITION,
          "role too low: Create needs the role operator, but this user is viewer",
          () -> lab.with(token).create(RawPop.config("b").build()));
      assertThat(lab.with(token).info(EMPTY).getName()).isEqualTo("lab");
    }
  }

  @Test
  void usersThatCannotBeHadLeaveAllAsItWas() {
    AtomicReference<List<PopUser>> users = new AtomicReference<>(List.of(user("ann", "one")));
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).users(users::get))) {
      String token = login(lab, "ann", "one");
      users.set(null);

      catchThrowableOfType(NullPointerException.class, lab.server::reloadUsers);

      assertThat(lab.with(token).info(EMPTY).getName()).isEqualTo("lab");
    }
  }

  @Test
  void aThrottledUserIsToldWhenToTryAgain() {
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).ticker(() -> 0))) {
      for (int i = 0; i < LoginThrottle.FREE_PER_USER; i++) {
        refused(
            Status.Code.INVALID_ARGUMENT, "invalid credentials", () -> login(lab, "eve", "guess"));
      }

      refused(
          Status.Code.RESOURCE_EXHAUSTED,
          "too many failed logins from here; try again in 1 s",
          () -> login(lab, "eve", "guess"));
      assertThat(lab.login()).isNotEmpty();
    }
  }

  @Test
  void aTextLongerThanTheHeadersTakeIsCut() {
    try (RawPop lab = new RawPop(backend)) {
      for (String text : List.of("x", "ü", "\ud83d\ude00", "%")) {
        StatusRuntimeException refusal =
            catchThrowableOfType(
                StatusRuntimeException.class,
                () -> lab.pop.start(RawPop.name(text.repeat(20_000))));

        assertThat(refusal.getStatus().getCode())
            .as("%s", refusal)
            .isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal.getStatus().getDescription()).endsWith("...");
        assertThat(StatusProto.fromThrowable(refusal).getDetails(0).is(ErrorInfo.class)).isTrue();
      }
    }
  }

  private static void endsWith(Iterator<?> stream, Status.Code code, String reason) {
    StatusRuntimeException end =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () -> {
              while (stream.hasNext()) {
                stream.next();
              }
            });
    assertThat(end).isNotNull();
    assertThat(end.getStatus().getCode()).as("%s", end).isEqualTo(code);
    assertThat(StatusProto.fromThrowable(end).toString()).contains(reason);
  }

  private static CompletableFuture<ServerReflectionResponse> reflect(RawPop lab, String token) {
    Metadata headers = new Metadata();
    headers.put(RawPop.TOKEN, token);
    CompletableFuture<ServerReflectionResponse> answer = new CompletableFuture<>();
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(lab.channel)
            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {
                    answer.cancel(false);
                  }
                });
    requests.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    return answer;
  }

  private static HealthCheckRequest asked(String service) {
    return HealthCheckRequest.newBuilder().setService(service).build();
  }

  private static String login(RawPop lab, String user, String password) {
    return lab.stranger
        .login(Credentials.newBuilder().setUsername(user).setPassword(password).build())
        .getValue();
  }

  private static PopUser user(String name, String password) {
    return new PopUser(name, PasswordHash.of(password, PasswordHash.MIN_COST), Role.OPERATOR);
  }
}
