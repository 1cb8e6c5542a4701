package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.PopServer;

/** What processes of one driver tell each other, and what they do not believe. */
class ReplicasTest extends Replicated {

  @Test
  void oneThatWasNeverCalledServesTheDoorsOfAnotherThatDied() {
    Replica first = replica();
    Replica second = replica();
    first.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));
    await().until(() -> second.vims().equals(List.of("1")));

    first.kill();

    assertThat(door("1").check("web-1")).isPresent();
    door("1").start("web-1");
  }

  @Test
  void oneThatBeginsLearnsWhatTheOthersKnow() {
    Replica first = replica();
    int more = VimNews.MOST_VIMS + 20;
    IntStream.range(0, more).forEach(i -> first.driver().getQuota(vim("v" + i)));

    Replica second = replica();

    await().atMost(Duration.ofMinutes(1)).until(() -> second.vims().size() == more);
    assertThat(second.driver().vims())
        .allSatisfy(
            vim -> {
              assertThat(vim.called()).isFalse();
              assertThat(vim.endpoint()).isEqualTo(server.endpoint());
            });
  }

  @Test
  void oneWithoutTheCredentialsServesFromItsFirstCallOn() {
    Replica first = replica();
    Replica second = replica(PopVimDriver.builder());
    Replica third = replica();
    first.driver().refresh(Pops.vim("1", server));
    await().until(() -> third.vims().equals(List.of("1")));
    assertThat(second.vims()).isEmpty();

    second.driver().refresh(Pops.vim("1", server));

    assertThat(second.vims()).containsExactly("1");
  }

  @Test
  void aPopThatIsNotConfiguredGetsNoPasswordWhateverAnybodyTells() {
    List<PopEndpoint> asked = new ArrayList<>();
    Replica own =
        replica(
            PopVimDriver.builder()
                .pops(
                    PopVimConfigTest.read(
                        "[pops.a]\nendpoint = '"
                            + server.endpoint()
                            + "'\nusername = 'admin'\npassword = 'secret'\n"))
                .credentials(
                    endpoint -> {
                      asked.add(endpoint);
                      return Optional.empty();
                    }));
    tell(
        new VimNews.Seen("evil", "127.0.0.1:1", Duration.ZERO),
        new VimNews.Seen("evil-2", server.endpoint().host() + ":2", Duration.ZERO),
        seen("good"));

    await().until(() -> own.vims().equals(List.of("good")));
    assertThat(asked).hasSize(2);
    assertThatExceptionOfType(MgmtException.class).isThrownBy(() -> door("evil").check("web-1"));
  }

  @Test
  void nobodyElseMovesADoorToAnotherPop() {
    PopServer other = Pops.start(Pops.backend());
    try (other) {
      Replica own = replica(PopVimDriver.builder().credentials(endpoint -> Optional.of(ADMIN)));
      own.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));

      tell(new VimNews.Seen("1", other.endpoint().toString(), Duration.ZERO), seen("2"));

      await().until(() -> own.vims().contains("2"));
      assertThat(own.driver().vims().get(0).endpoint()).isEqualTo(server.endpoint());
      assertThat(door("1").check("web-1")).isPresent();
    }
  }

  @Test
  void nonsenseAndTooMuchAreHeardWithoutHarm() {
    Replica own = replica(configured().mostVims(20));
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 50; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      publish(noise);
    }
    publish("[".repeat(5000).getBytes());
    publish("{\"version\":2,\"vims\":[{\"id\":\"v2\",\"endpoint\":\"h\"}]}".getBytes());
    publish(
        "{\"version\":1,\"vims\":[{},null,7,{\"id\":[],\"endpoint\":{}},{\"id\":\"a b*\",\"endpoint\":\"localhost\"}]}"
            .getBytes());
    publish(new byte[VimNews.MOST_BYTES + 1]);
    for (int i = 0; i < 30; i++) {
      tell(seen("fake-" + i));
    }
    await().until(() -> own.vims().size() == 20);

    own.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));

    assertThat(own.vims()).as("seed %d", seed).hasSize(20).contains("1");
    assertThat(door("1").check("web-1")).isPresent();
  }

  @Test
  void whatFailsOnceDoesNotKeepAProcessFromTellingAndHearing() {
    AtomicInteger asked = new AtomicInteger();
    List<String> heard = new CopyOnWriteArrayList<>();
    ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    Replicas own =
        new Replicas(
            new PluginContext(bus, PLUGIN),
            executor,
            () -> {
              if (asked.incrementAndGet() == 2) {
                throw new IllegalStateException("not now");
              }
              return List.of(seen("own"));
            },
            vim -> {
              heard.add(vim.id());
              if (vim.id().equals("a")) {
                throw new IllegalStateException("not that one");
              }
            });
    try (own) {
      own.start();
      await().until(() -> asked.get() == 1);

      tell(seen("a"), seen("b"));
      await().until(() -> heard.equals(List.of("a", "b")));
      byte[] question = new VimNews("somebody", true, List.of()).write();
      publish(question);
      await().until(() -> asked.get() == 2);
      publish(question);
      await().until(() -> asked.get() == 3);
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void theQueueIsOneThatAPluginMayDeclareAndNoNfvoTakesForADriver() {
    Replica own = replica();

    assertThat(broker.queueNames())
        .anySatisfy(name -> assertThat(name).startsWith("mano4j-vims-").endsWith("." + PLUGIN));
    own.driver().detached();
    assertThat(broker.queueNames()).noneMatch(name -> name.contains(PLUGIN));
  }

  @Test
  void noThreadIsLeft() {
    for (int i = 0; i < 3; i++) {
      Replica own = replica();
      own.driver().refresh(vim("1"));
      own.driver().detached();
    }

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("mano4j-vims-" + PLUGIN)));
  }

  @Test
  void bothAnswerAtOneDoorAndWhatAKilledOneHadInWorkIsDoneByTheOther() throws Exception {
    Replica first = replica();
    Replica second = replica();
    int servers = 40;
    for (int i = 0; i < servers; i++) {
      first.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-" + i));
    }
    await().until(() -> second.vims().equals(List.of("1")));
    ExecutorService callers = Executors.newFixedThreadPool(servers);
    try {
      CountDownLatch begun = new CountDownLatch(10);
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < servers; i++) {
        String name = "web-" + i;
        calls.add(
            callers.submit(
                () -> {
                  begun.countDown();
                  door("1").addMetadata(name, Map.of("K", "V"));
                  assertThat(door("1").check(name)).isPresent();
                  return null;
                }));
      }
      begun.await();
      first.kill();
      for (Future<?> call : calls) {
        call.get(60, TimeUnit.SECONDS);
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aStartThatAKilledOneHadInWorkIsAnsweredByTheOther() throws Exception {
    Replica first = replica();
    first.driver().launchInstanceAndWait(vim("1"), Pops.launch("web-1"));
    CompletableFuture<Void> started;
    try (Gate hanging = backend.holdStarts()) {
      started = CompletableFuture.runAsync(() -> door("1").start("web-1"));
      await().until(() -> hanging.waiting() == 1);
      Replica second = replica();
      await().until(() -> second.vims().equals(List.of("1")));
      first.kill();
      first.driver().detached();
    }

    // What the first one began is undone, or goes on and is found done.
    MgmtCode code =
        started
            .thenApply(done -> MgmtCode.ALREADY_STARTED)
            .exceptionally(failure -> ((MgmtException) failure.getCause()).code())
            .get(60, TimeUnit.SECONDS);
    assertThat(code).isEqualTo(MgmtCode.ALREADY_STARTED);
    assertThat(door("1").check("web-1"))
        .hasValueSatisfying(web -> assertThat(web.status()).isEqualTo("RUNNING"));
  }

  @Test
  void whoeverAsksAllTheTimeIsNotAnsweredAllTheTime() {
    Replica own = replica();
    own.driver().refresh(vim("1"));
    AtomicInteger answers = new AtomicInteger();
    bus.consume(
        new QueueSpec("ear", false, true, false, Map.of(), List.of(Replicas.address(PLUGIN))),
        10,
        delivery -> {
          if (!VimNews.read(delivery.message().body()).orElseThrow().asks()) {
            answers.incrementAndGet();
          }
          return CompletableFuture.completedFuture(Optional.empty());
        });
    byte[] question = new VimNews("somebody", true, List.of()).write();

    IntStream.range(0, 200).forEach(i -> publish(question));

    await().until(() -> answers.get() > 0);
    assertThat(answers).hasValueLessThan(5);
  }

  @Test
  void comingAndGoingOfManyLeavesEveryVimServed() {
    Map<String, CompletableFuture<?>> calls = new ConcurrentHashMap<>();
    List<Replica> four = List.of(replica(), replica(), replica(), replica());
    for (int i = 0; i < 40; i++) {
      Replica called = four.get(i % 4);
      GenericVimInstance vim = vim("v" + i);
      calls.put(vim.id(), CompletableFuture.runAsync(() -> called.driver().refresh(vim)));
    }
    calls.values().forEach(CompletableFuture::join);
    // A call returns before the others are told; what a process dies with, nobody else can know.
    await()
        .atMost(Duration.ofMinutes(1))
        .untilAsserted(
            () -> {
              assertThat(four.get(2).vims()).hasSize(40);
              assertThat(four.get(3).vims()).hasSize(40);
            });
    four.get(0).kill();
    four.get(1).kill();

    assertThat(four.get(2).vims()).hasSize(40);
    assertThat(four.get(3).vims()).hasSize(40);
    Map<String, Boolean> answered = new HashMap<>();
    calls.keySet().forEach(id -> answered.put(id, door(id).check("web-1").isEmpty()));
    assertThat(answered.values()).hasSize(40).doesNotContain(false);
  }
}
