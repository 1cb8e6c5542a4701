package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopSessions;

class PopServerTest {

  private static final PopCredentials ADMIN = new PopCredentials("admin", "secret");

  private final InMemoryPopBackend backend = RawPop.backend();
  private final PopSessions sessions = PopSessions.create();

  @AfterEach
  void close() {
    sessions.close();
  }

  @Test
  void aContainerLivesFromCreateToDelete() {
    try (PopServer server = started(builder())) {
      PopClient client = sessions.client(server.endpoint(), ADMIN);

      Container created =
          client.create(ContainerConfig.of("web", "web").withAddress("private", "172.16.0.9"));
      client.metadata(Filter.byName("web"), Map.of("A", "1"));
      Container running = client.start(Filter.byId(created.id()));

      assertThat(running.status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(running.endpoints().get("private").address()).isEqualTo("172.16.0.9");
      assertThat(running.metadata()).isEqualTo(Map.of("A", "1"));
      assertThat(client.container(Filter.byName("web"))).contains(running);
      assertThat(server.stats()).isEqualTo(new PopServerStats(1, 1));

      client.stop(Filter.byName("web"));
      client.delete(Filter.byName("web"));

      assertThat(client.container(Filter.byName("web"))).isEmpty();
      assertThat(client.containers(Filter.all())).isEmpty();
      assertThat(server.stats()).isEqualTo(new PopServerStats(0, 0));
    }
  }

  @Test
  void clientsLogInAgainByThemselvesWhenTheirSessionHasExpired() {
    AtomicLong nanos = new AtomicLong();
    try (PopServer server =
        started(
            builder()
                .ticker(nanos::get)
                .sessions(new SessionOptions(Duration.ofHours(1), Duration.ofHours(8), 10)))) {
      PopClient client = sessions.client(server.endpoint(), ADMIN);
      client.info();

      nanos.addAndGet(Duration.ofHours(2).toNanos());

      assertThat(client.info().name()).isEqualTo("lab");
    }
  }

  @Test
  void timesAreThoseOfTheClock() {
    Clock clock = Clock.fixed(Instant.ofEpochSecond(1_000_000), ZoneOffset.UTC);
    try (PopServer server = started(builder().clock(clock))) {
      PopClient client = sessions.client(server.endpoint(), ADMIN);
      client.create(ContainerConfig.of("web", "web"));

      Container web = client.start(Filter.byName("web"));

      assertThat(web.created()).isEqualTo(clock.instant());
      assertThat(web.started()).isEqualTo(clock.instant());
      assertThat(client.info().time()).isEqualTo(clock.instant());
    }
  }

  @Test
  void whatThePlatformAddsToEndpointsIsShown() {
    PopBackend adding =
        new ForwardingBackend(backend) {
          @Override
          public StartedInstance start(InstanceSpec spec) {
            org.mano4j.pop.Endpoint more =
                spec.endpoints().get("private").withEndpointId("e1").withMac("02:00:00:00:00:01");
            return new StartedInstance(super.start(spec).command(), Map.of("private", more));
          }
        };
    try (PopServer server =
        started(PopServer.builder(adding).user("admin", "secret").bcryptCost(4))) {
      PopClient client = sessions.client(server.endpoint(), ADMIN);
      Container created = client.create(ContainerConfig.of("web", "web"));

      Container running = client.start(Filter.byName("web"));

      assertThat(running.endpoints().get("private"))
          .isEqualTo(
              created.endpoints().get("private").withEndpointId("e1").withMac("02:00:00:00:00:01"));
    }
  }

  @Test
  void anotherNetworkCanBeTheDefault() {
    try (PopServer server = started(builder().defaultNetwork("dmz"))) {
      Container web =
          sessions.client(server.endpoint(), ADMIN).create(ContainerConfig.of("web", "web"));

      assertThat(web.endpoints()).containsOnlyKeys("dmz");
    }
  }

  @Test
  void aDrainRefusesNewCallsAndWaitsForThoseUnderWay() throws Exception {
    try (RawPop lab = new RawPop(backend)) {
      lab.create("web");
      CompletableFuture<PopDrainReport> drain;
      CompletableFuture<Void> start;
      try (Gate gate = backend.holdStarts()) {
        start = async(() -> lab.pop.start(name("web")));
        await().until(() -> gate.waiting() == 1);

        assertThat(lab.server.drain(Duration.ofMillis(50))).isEqualTo(new PopDrainReport(1, 1));
        refused(Status.Code.UNAVAILABLE, "this Pop is shutting down", () -> lab.pop.info(EMPTY));
        drain =
            CompletableFuture.supplyAsync(
                () -> lab.server.drain(Duration.ofSeconds(30)),
                task -> new Thread(task, "drain").start());
        await().during(Duration.ofMillis(50)).until(() -> !drain.isDone());
      }
      start.get(30, TimeUnit.SECONDS);

      assertThat(drain.get(30, TimeUnit.SECONDS).clean()).isTrue();
      assertThat(backend.runningInstances()).hasSize(1);
    }
  }

  @Test
  void aDrainWaitsForStopsInTheBackground() {
    try (RawPop lab = new RawPop(backend)) {
      lab.running("web");
      try (Gate gate = backend.holdStops()) {
        lab.pop.stop(name("web"));
        await().until(() -> gate.waiting() == 1);

        assertThat(lab.server.drain(Duration.ofMillis(50))).isEqualTo(new PopDrainReport(0, 1));
      }
      assertThat(lab.server.drain(Duration.ofSeconds(30)).clean()).isTrue();
      assertThat(backend.runningInstances()).isEmpty();
    }
  }

  @Test
  void moreCallsThanTheLimitAreRefused() throws Exception {
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).maxCalls(2))) {
      lab.create("a");
      lab.create("b");
      List<CompletableFuture<Void>> starts = new ArrayList<>();
      try (Gate gate = backend.holdStarts()) {
        for (String container : List.of("a", "b")) {
          starts.add(async(() -> lab.pop.start(name(container))));
        }
        await().until(() -> gate.waiting() == 2);

        refused(
            Status.Code.RESOURCE_EXHAUSTED, "too many calls at once", () -> lab.pop.info(EMPTY));
      }
      for (CompletableFuture<Void> start : starts) {
        start.get(30, TimeUnit.SECONDS);
      }
      assertThat(lab.pop.info(EMPTY).getName()).isEqualTo("lab");
    }
  }

  @Test
  void callersWhoGiveUpDoNotMakeRoomForMoreWorkThanTheLimit() {
    try (RawPop lab = new RawPop(backend, PopServer.builder(backend).maxCalls(2))) {
      for (int i = 0; i < 20; i++) {
        lab.running("c" + i);
      }
      try (Gate gate = backend.holdStops()) {
        List<CompletableFuture<Void>> givenUp = new ArrayList<>();
        for (String held : List.of("c0", "c1")) {
          givenUp.add(
              async(() -> lab.pop.withDeadlineAfter(5, TimeUnit.SECONDS).delete(name(held))));
        }
        await().until(() -> gate.waiting() == 2);
        for (CompletableFuture<Void> deletion : givenUp) {
          assertThat(deletion)
              .failsWithin(Duration.ofSeconds(30))
              .withThrowableThat()
              .withMessageContaining("DEADLINE_EXCEEDED");
        }

        for (int i = 2; i < 20; i++) {
          String more = "c" + i;
          refused(
              Status.Code.RESOURCE_EXHAUSTED,
              "too many calls at once",
              () -> lab.pop.withDeadlineAfter(30, TimeUnit.SECONDS).delete(name(more)));
        }
        assertThat(gate.waiting()).isEqualTo(2);
      }
      assertThat(lab.server.drain(Duration.ofSeconds(30)).clean()).isTrue();
      assertThat(backend.runningInstances())
          .extracting(InstanceSpec::name)
          .hasSize(18)
          .doesNotContain("c0", "c1");
    }
  }

  @Test
  void instancesOutliveTheServer() {
    try (RawPop lab = new RawPop(backend)) {
      lab.running("web");
    }

    assertThat(backend.runningInstances()).extracting(InstanceSpec::name).containsExactly("web");
  }

  @Test
  void closingIsIdempotentAndFreesThePort() {
    PopServer first = started(builder());
    int port = first.port();
    first.close();
    first.close();
    assertThatThrownBy(first::port).isInstanceOf(IllegalStateException.class);

    try (PopServer second = started(builder().port(port))) {
      assertThat(second.port()).isEqualTo(port);
    }
  }

  @Test
  void aPortInUseIsSaid() {
    try (PopServer first = started(builder())) {
      PopServer second = builder().port(first.port()).build();

      assertThatThrownBy(second::start)
          .hasMessageContaining("'lab'")
          .hasMessageContaining(String.valueOf(first.port()))
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void aServerLivesOnce() {
    PopServer server = started(builder());
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
    server.close();
    assertThatThrownBy(server::start).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aPlatformThatCannotBeOpenedFailsTheStart() {
    PopBackend absent =
        new ForwardingBackend(backend) {
          @Override
          public void open(String owner, InstanceListener listener) {
            throw new PopException(Code.UNAVAILABLE, "no engine at /run/engine.sock");
          }
        };

    assertThatThrownBy(
            PopServer.builder(absent).user("admin", "secret").bcryptCost(4).build()::start)
        .isInstanceOf(PopException.class)
        .hasMessageContaining("/run/engine.sock");
  }

  @Test
  void aServerNobodyCouldLogInToIsNotBuilt() {
    assertThatThrownBy(PopServer.builder(backend).name("lonely")::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("lonely");
    assertThatThrownBy(() -> PopServer.builder(backend).user("admin", ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PopServer.builder(backend).port(70_000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void usersCanBeGivenByTheirHash() {
    PasswordHash hash = PasswordHash.parse(PasswordHash.of("other", 4).text());
    try (PopServer server = started(builder().user("guest", hash))) {
      assertThat(
              sessions
                  .client(server.endpoint(), new PopCredentials("guest", "other"))
                  .info()
                  .name())
          .isEqualTo("lab");
    }
  }

  @Test
  void tenServersLiveSideBySide() {
    List<PopServer> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        PopServer server =
            PopServer.builder(InMemoryPopBackend.create())
                .name("pop-" + i)
                .user("admin", "secret")
                .bcryptCost(4)
                .build();
        server.start();
        servers.add(server);
        sessions.client(server.endpoint(), ADMIN).create(ContainerConfig.of("web", "any:1"));
      }
      for (int i = 0; i < 10; i++) {
        PopClient client = sessions.client(servers.get(i).endpoint(), ADMIN);
        assertThat(client.info().name()).isEqualTo("pop-" + i);
        assertThat(client.containers(Filter.all())).hasSize(1);
        assertThat(client.container(Filter.byName("web")))
            .get()
            .extracting(c -> c.endpoints().get("private").address())
            .isEqualTo("172.16.0.2");
      }
    } finally {
      servers.forEach(PopServer::close);
    }
  }

  @Test
  void passwordsAreNotInTextForms() {
    PopServer server = PopServer.builder(backend).user("admin", "hunter2").build();

    assertThat(server.toString()).doesNotContain("hunter2");
  }

  private PopServerBuilder builder() {
    return PopServer.builder(backend)
        .name("lab")
        .user("admin", "secret")
        .bcryptCost(PasswordHash.MIN_COST);
  }

  private static PopServer started(PopServerBuilder builder) {
    PopServer server = builder.build();
    server.start();
    return server;
  }

  private static CompletableFuture<Void> async(Runnable call) {
    return CompletableFuture.runAsync(call, task -> new Thread(task, "caller").start());
  }
}
