package org.mano4j.pop.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/**
 * A server that is killed at random moments, under eight clients. A long run: {@code
 * -Dmano4j.crash.rounds=300 -Dtests.seconds=7200}. To repeat one: {@code -Dmano4j.seed=}, as far as
 * time can be repeated.
 */
class CrashTest {

  private static final int CLIENTS = 8;
  private static final Set<ContainerStatus> HOLDING =
      EnumSet.of(ContainerStatus.CREATED, ContainerStatus.RUNNING, ContainerStatus.STOPPING);

  @TempDir static Path shared;
  private static ServerArchive archive;

  @TempDir Path root;

  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
  private final List<CrashClient> clients = new ArrayList<>();
  private FileBackend backend;

  /** Waits to be used, so that nobody waits for the start of its JVM. */
  private ServerProcess next;

  @BeforeAll
  static void archive() throws Exception {
    archive = ServerArchive.make(shared);
  }

  @BeforeEach
  void open() {
    backend = new FileBackend(root.resolve("backend"));
  }

  @AfterEach
  void close() {
    if (next != null) {
      next.close();
    }
    threads.shutdownNow();
    backend.close();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void whatWasAcknowledgedSurvivesAKillAtAnyMoment() throws Exception {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    int rounds = Integer.getInteger("mano4j.crash.rounds", 12);
    System.out.println("seed " + seed + ", " + rounds + " rounds");
    Random random = new Random(seed);
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(new CrashClient(number, random.nextLong()));
    }
    next = new ServerProcess(root, true, archive);
    for (int round = 1; round <= rounds; round++) {
      if (random.nextInt(5) == 0) {
        // In the middle of its start.
        next(random).kill(random.nextInt(60), new AtomicBoolean());
      }
      try (ServerProcess server = next(random);
          PopSessions sessions = sessions()) {
        PopClient client = client(server, sessions);
        verify(server, client);
        workUntilKilled(server, client, 5 + random.nextInt(120), random.nextInt(3_000_000));
      } catch (AssertionError | ExecutionException e) {
        throw new AssertionError("seed " + seed + ", round " + round + ": " + e.getMessage(), e);
      }
      endSomeUnseen(random);
    }
    try (ServerProcess server = next(random);
        PopSessions sessions = sessions()) {
      PopClient client = client(server, sessions);
      verify(server, client);
      clients.forEach(each -> each.clear(client));
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(server.addressesInUse()).isZero());
      assertThat(server.containers()).isZero();
      assertThat(backend.files()).isEmpty();
    }
  }

  @Test
  void aSecondProcessIsRefused() throws Exception {
    try (ServerProcess server = new ServerProcess(root, true, archive)) {
      server.go().endpoint();
      PopServer second =
          PopServer.builder(InMemoryPopBackend.create())
              .user("admin", "secret")
              .bcryptCost(4)
              .stateDirectory(root.resolve("state"))
              .build();

      assertThatThrownBy(second::start)
          .hasMessageContaining("it is in use by process " + server.pid());
    }
  }

  private ServerProcess next(Random random) throws IOException {
    ServerProcess server = next.go();
    next = new ServerProcess(root, random.nextBoolean(), archive);
    return server;
  }

  private void workUntilKilled(ServerProcess server, PopClient client, int changes, long nanosMore)
      throws Exception {
    CountDownLatch acknowledged = new CountDownLatch(changes);
    AtomicBoolean killed = new AtomicBoolean();
    List<Future<Void>> working = new ArrayList<>();
    for (CrashClient each : clients) {
      working.add(threads.submit(each.work(client, acknowledged, killed::get)));
    }
    // If a client fails, the others go on without it.
    acknowledged.await(20, TimeUnit.SECONDS);
    LockSupport.parkNanos(nanosMore);
    server.kill(0, killed);
    for (Future<Void> each : working) {
      each.get();
    }
  }

  private void verify(ServerProcess server, PopClient client) {
    Map<String, Container> byName =
        client.containers(Filter.all()).stream()
            .collect(Collectors.toMap(Container::name, Function.identity()));
    clients.forEach(each -> each.verify(byName));
    assertThat(byName).as("containers of nobody").isEmpty();
    await()
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(() -> verifyPlatform(server, client));
    assertThat(backend.violations()).isEmpty();
  }

  /** Once nothing is under way any more. */
  private void verifyPlatform(ServerProcess server, PopClient client) throws IOException {
    List<Container> containers = client.containers(Filter.all());
    assertThat(containers).noneMatch(each -> each.status() == ContainerStatus.STOPPING);
    assertThat(backend.ids())
        .containsExactlyElementsOf(
            containers.stream()
                .filter(each -> each.status() == ContainerStatus.RUNNING)
                .map(each -> each.life() == 1 ? each.id() : each.id() + "-" + each.life())
                .sorted()
                .toList());
    List<String> held =
        containers.stream()
            .filter(each -> HOLDING.contains(each.status()))
            .map(each -> each.endpoints().get("private").address())
            .toList();
    assertThat(held).doesNotHaveDuplicates();
    assertThat(server.addressesInUse()).isEqualTo(held.size());
  }

  private void endSomeUnseen(Random random) throws IOException {
    for (Path file : backend.files()) {
      if (random.nextInt(4) == 0) {
        backend.endUnseen(file, random.nextBoolean());
      }
    }
  }

  private static PopSessions sessions() {
    // The next server has another port: to call the one that is gone again would only take time.
    return PopSessions.create(
        PopClientOptions.defaults().withDeadline(Duration.ofSeconds(60)).withRetries(0));
  }

  private static PopClient client(ServerProcess server, PopSessions sessions) throws IOException {
    return sessions.client(
        server.endpoint(), new PopCredentials(CrashServer.USER, CrashServer.PASSWORD));
  }
}
