package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.model.Container;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.docker.EngineProxy.Fault;

/**
 * A Pop that is killed while its containers run and start. To repeat a run: {@code -Dmano4j.seed=},
 * as far as time can be repeated; {@code -Dmano4j.crash.rounds=} makes it longer.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class KilledPopIT {

  private static final int CLIENTS = 8;
  private static final String CREATE = "POST /containers/create";
  private static final String START = "POST /containers/[^/]+/start";

  private static OwnEngine engine;

  @TempDir Path directory;

  private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

  @BeforeAll
  static void open() {
    engine = OwnEngine.start();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @AfterEach
  void removeAll() {
    threads.shutdownNow();
    // Each test has a Pop of its own.
    TestedPop.containers(engine.docker())
        .forEach(each -> engine.docker().removeContainerCmd(each.getId()).withForce(true).exec());
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS)
  void whatWasAcknowledgedSurvivesAndNothingRunsTwice() throws Exception {
    long seed = Long.getLong("mano4j.seed", System.nanoTime());
    int rounds = Integer.getInteger("mano4j.crash.rounds", 3);
    System.out.println("seed " + seed + ", " + rounds + " rounds");
    Random random = new Random(seed);
    List<KilledPopClient> clients = new ArrayList<>();
    for (int number = 0; number < CLIENTS; number++) {
      clients.add(new KilledPopClient(number, random.nextLong()));
    }
    Map<String, String> ran = Map.of();
    for (int round = 1; round <= rounds; round++) {
      try (PopProcess pop = new PopProcess(engine.uri(), directory)) {
        verify(pop.client(), clients, ran);
        CountDownLatch changes = new CountDownLatch(CLIENTS + random.nextInt(3 * CLIENTS));
        List<Future<Void>> working = new ArrayList<>();
        for (KilledPopClient each : clients) {
          working.add(threads.submit(each.work(pop.client(), changes)));
        }
        // If a client fails, the others go on without it.
        changes.await(30, TimeUnit.SECONDS);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        clients.forEach(KilledPopClient::popIsKilled);
        pop.kill();
        for (Future<Void> each : working) {
          each.get();
        }
        ran = running();
        System.out.println("round " + round + ": " + ran.size() + " were running");
        assertThat(ran).as("what was running").isNotEmpty();
      }
    }
    try (PopProcess pop = new PopProcess(engine.uri(), directory)) {
      verify(pop.client(), clients, ran);
      for (org.mano4j.pop.Container each : pop.client().containers(Filter.all())) {
        pop.client().delete(Filter.byId(each.id()));
      }
      assertThat(TestedPop.containers(engine.docker())).isEmpty();
    }
  }

  static Stream<Arguments> moments() {
    return Stream.of(CREATE, START)
        .flatMap(
            call ->
                Stream.of(new Fault.HangBefore(), new Fault.HangAfter())
                    .map(fault -> Arguments.of(call, fault)));
  }

  @ParameterizedTest
  @MethodSource("moments")
  void aStartThatWasUnderWayIsTakenOverOrUndone(String call, Fault fault) throws Exception {
    try (EngineProxy proxy = new EngineProxy(engine.uri())) {
      String running;
      String starting;
      Map<String, String> ran;
      try (PopProcess pop = new PopProcess(proxy.uri(), directory)) {
        running = create(pop.client(), "running");
        pop.client().start(Filter.byId(running));
        ran = running();
        starting = create(pop.client(), "starting");
        proxy.fail(call, fault);
        CompletableFuture<?> under =
            CompletableFuture.runAsync(() -> pop.client().start(Filter.byId(starting)), threads);
        proxy.awaitFault();
        assertThat(under).isNotDone();
        pop.kill();
        proxy.heal();
      }
      try (PopProcess pop = new PopProcess(proxy.uri(), directory)) {
        await().untilAsserted(() -> verifyEngine(pop.client()));
        assertThat(running()).containsAllEntriesOf(ran);
        org.mano4j.pop.Container after =
            pop.client().container(Filter.byId(starting)).orElseThrow();
        System.out.println(call + " " + fault + ": " + after.extendedStatus());
        assertThat(after.status())
            .isIn(ContainerStatus.CREATED, ContainerStatus.RUNNING, ContainerStatus.FAILED);
        pop.client().delete(Filter.byId(starting));
        pop.client().delete(Filter.byId(running));
        assertThat(TestedPop.containers(engine.docker())).isEmpty();
      }
    }
  }

  private static String create(PopClient client, String name) {
    return client.create(ContainerConfig.of(name, "mano4j-test/polite")).id();
  }

  private static void verify(
      PopClient client, List<KilledPopClient> clients, Map<String, String> ran) {
    Map<String, org.mano4j.pop.Container> byName =
        client.containers(Filter.all()).stream()
            .collect(Collectors.toMap(org.mano4j.pop.Container::name, Function.identity()));
    clients.forEach(each -> each.verify(byName));
    assertThat(byName).as("containers of nobody").isEmpty();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> verifyEngine(client));
    // Taken over as it was, not started anew.
    Map<String, String> runs = running();
    ran.forEach((id, engineId) -> assertThat(runs.getOrDefault(id, engineId)).isEqualTo(engineId));
  }

  /** Whether the engine, which nobody else uses, has just what the Pop lists. */
  private static void verifyEngine(PopClient client) {
    List<org.mano4j.pop.Container> all = client.containers(Filter.all());
    assertThat(TestedPop.containers(engine.docker()))
        .allMatch(each -> each.getState().equals("running"))
        .extracting(each -> each.getLabels().get(Labels.CONTAINER))
        .containsExactlyInAnyOrderElementsOf(
            all.stream()
                .filter(each -> each.status() == ContainerStatus.RUNNING)
                .map(org.mano4j.pop.Container::id)
                .toList());
    assertThat(
            all.stream()
                .filter(
                    each ->
                        each.status() == ContainerStatus.RUNNING
                            || each.status() == ContainerStatus.CREATED)
                .map(each -> each.endpoints().get("private").address()))
        .doesNotHaveDuplicates();
  }

  /** Ids of the engine's running containers, by those of the Pop's. */
  private static Map<String, String> running() {
    return engine.docker().listContainersCmd().exec().stream()
        .collect(
            Collectors.toMap(each -> each.getLabels().get(Labels.CONTAINER), Container::getId));
  }
}
