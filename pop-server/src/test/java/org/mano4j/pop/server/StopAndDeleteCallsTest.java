package org.mano4j.pop.server;

import static io.grpc.Status.Code.ALREADY_EXISTS;
import static io.grpc.Status.Code.DEADLINE_EXCEEDED;
import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.config;
import static org.mano4j.pop.server.RawPop.fixed;
import static org.mano4j.pop.server.RawPop.id;
import static org.mano4j.pop.server.RawPop.metadata;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.PopGrpc;

/** How containers end: stopped, deleted, or by themselves. */
class StopAndDeleteCallsTest {

  private final InMemoryPopBackend backend = RawPop.backend();
  private final List<Duration> graces = new CopyOnWriteArrayList<>();
  private PopBackend watched;
  private RawPop lab;
  private PopGrpc.PopBlockingStub pop;

  @BeforeEach
  void open() {
    watched =
        new ForwardingBackend(backend) {
          @Override
          public void stop(String instanceId, Duration grace) {
            graces.add(grace);
            super.stop(instanceId, grace);
          }
        };
    lab = new RawPop(backend, PopServer.builder(watched));
    pop = lab.pop;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void stopAnswersAtOnceAndTheRestHappensInTheBackground() {
    lab.running("web");
    try (Gate gate = backend.holdStops()) {
      pop.stop(name("web"));
      await().until(() -> gate.waiting() == 1);

      assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.STOPPING);
      refused(FAILED_PRECONDITION, "container is in an invalid state", () -> pop.stop(name("web")));
      refused(
          FAILED_PRECONDITION, "container is in an invalid state", () -> pop.start(name("web")));
      refused(
          ALREADY_EXISTS,
          "container already started",
          () -> pop.metadata(metadata("web", "A", "1")));
      assertThat(lab.server.stats().addressesInUse()).isOne();
    }
    awaitStatus("web", Container.Status.EXITED);

    assertThat(lab.get("web").getExtendedStatus()).isEqualTo("the container has exited");
    assertThat(backend.runningInstances()).isEmpty();
    await().until(() -> lab.server.stats().addressesInUse() == 0);
    refused(FAILED_PRECONDITION, "container already stopped", () -> pop.stop(name("web")));
  }

  @Test
  void stopOfWhatDoesNotRunIsRefused() {
    Container web = lab.create("web");
    refused(FAILED_PRECONDITION, "container not started yet", () -> pop.stop(name("web")));
    pop.start(name("web"));
    backend.exit(web.getId(), 1);
    refused(FAILED_PRECONDITION, "container already stopped", () -> pop.stop(name("web")));
  }

  @Test
  void theGraceIsFiveSecondsOrWhatIsLeftOfTheDeadline() {
    for (String container : List.of("a", "b", "c", "d")) {
      lab.running(container);
    }
    pop.stop(name("a"));
    await().until(() -> graces.size() == 1);
    pop.withDeadlineAfter(60, TimeUnit.SECONDS).stop(name("b"));
    await().until(() -> graces.size() == 2);
    pop.delete(name("c"));
    pop.withDeadlineAfter(4500, TimeUnit.MILLISECONDS).delete(name("d"));

    assertThat(graces.get(0)).isEqualTo(Duration.ofSeconds(5));
    assertThat(graces.get(1)).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
    assertThat(graces.get(2)).isBetween(Duration.ofMillis(4500), Duration.ofSeconds(5));
    assertThat(graces.get(3)).isBetween(Duration.ofMillis(1), Duration.ofMillis(4050));
  }

  @Test
  void aBackendThatBreaksWhileStoppingDoesNotHoldTheContainerForEver() {
    AtomicBoolean broken = new AtomicBoolean(true);
    PopBackend breaking =
        new ForwardingBackend(backend) {
          @Override
          public void stop(String instanceId, Duration grace) {
            if (broken.get()) {
              throw new NoClassDefFoundError("org/engine/Stop");
            }
            super.stop(instanceId, grace);
          }
        };
    try (RawPop other = new RawPop(backend, PopServer.builder(breaking))) {
      other.running("web");
      refused(
          UNKNOWN,
          "the platform's backend failed with java.lang.NoClassDefFoundError: org/engine/Stop",
          () -> other.pop.withDeadlineAfter(30, TimeUnit.SECONDS).delete(name("web")));

      broken.set(false);
      other.pop.withDeadlineAfter(30, TimeUnit.SECONDS).delete(name("web"));

      assertThat(other.server.stats()).isEqualTo(new PopServerStats(0, 0));
      assertThat(other.server.drain(Duration.ofSeconds(30)).clean()).isTrue();
    }
  }

  @Test
  void aDeleteWithoutAThreadForItsStopFailsAndCanBeRepeated() {
    AtomicInteger free = new AtomicInteger(Integer.MAX_VALUE);
    Executor limited =
        task -> {
          if (free.getAndDecrement() <= 0) {
            throw new RejectedExecutionException("full");
          }
          task.run(); // here, so that the lane is empty when a call returns
        };
    InFlight work = new InFlight();
    Platform platform = new Platform(backend);
    PopStore store = new InMemoryPopStore();
    AddressManager addresses = new AddressManager();
    ContainerRegistry registry =
        new ContainerRegistry(
            platform,
            store,
            addresses,
            new NetworkCatalog(platform, store, addresses),
            ContainerChanges.UNHEARD,
            Clock.systemUTC(),
            limited,
            work,
            new ContainerRules(
                new Flavours(List.of()), InputRules.defaults(), Integer.MAX_VALUE, "private"));
    registry.create(ContainerConfig.of("web", "web:latest"), "admin");
    registry.start(org.mano4j.pop.Filter.byName("web"), Patience.ENDLESS).join();

    free.set(1); // for the lane, and none for the stop
    assertThat(registry.delete(org.mano4j.pop.Filter.byName("web"), Duration.ZERO))
        .failsWithin(Duration.ofSeconds(30))
        .withThrowableThat()
        .withMessageContaining("this Pop has no thread for the stop");
    free.set(Integer.MAX_VALUE);

    assertThat(registry.delete(org.mano4j.pop.Filter.byName("web"), Duration.ZERO))
        .succeedsWithin(Duration.ofSeconds(30));
    assertThat(work.awaitIdle(Duration.ofSeconds(30))).isZero();
  }

  @Test
  void whatEndsByItselfIsExitedOrFailedByItsCode() {
    Container good = lab.running("good");
    Container bad = lab.running("bad");
    assertThat(lab.server.stats().addressesInUse()).isEqualTo(2);

    backend.exit(good.getId(), 0);
    backend.exit(bad.getId(), 3);

    awaitStatus("good", Container.Status.EXITED);
    awaitStatus("bad", Container.Status.FAILED);
    assertThat(lab.get("good").getExtendedStatus()).isEqualTo("the container cleanly exited");
    assertThat(lab.get("bad").getExtendedStatus()).contains("exit code 3");
    await().until(() -> lab.server.stats().addressesInUse() == 0);
  }

  @Test
  void whatEndsWhileBeingStoppedIsExitedWhateverItsCode() {
    Container web = lab.running("web");
    try (Gate gate = backend.holdStops()) {
      pop.stop(name("web"));
      await().until(() -> gate.waiting() == 1);
      backend.exit(web.getId(), 137);
      awaitStatus("web", Container.Status.EXITED);
      await().until(() -> lab.server.stats().addressesInUse() == 0);
    }
    pop.delete(name("web"));
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  @Test
  void whatEndsBeforeItsStartHasReturnedIsNotMissed() {
    List<InstanceListener> listeners = new ArrayList<>();
    PopBackend hasty =
        new ForwardingBackend(backend) {
          @Override
          public void open(String owner, InstanceListener listener) {
            listeners.add(listener);
            super.open(owner, listener);
          }

          @Override
          public StartedInstance start(InstanceSpec spec) {
            StartedInstance started = super.start(spec);
            listeners.get(0).exited(spec.id(), 1);
            return started;
          }
        };
    try (RawPop other = new RawPop(backend, PopServer.builder(hasty))) {
      other.running("web");

      await().until(() -> other.get("web").getStatus() == Container.Status.FAILED);
    }
  }

  @Test
  void exitsOfUnknownOrCreatedOnesAreIgnored() {
    List<InstanceListener> listeners = new ArrayList<>();
    PopBackend listened =
        new ForwardingBackend(backend) {
          @Override
          public void open(String owner, InstanceListener listener) {
            listeners.add(listener);
          }
        };
    try (RawPop other = new RawPop(backend, PopServer.builder(listened))) {
      Container web = other.create("web");
      listeners.get(0).exited("unknown", 1);
      listeners.get(0).exited(web.getId(), 1);

      assertThat(other.pop.start(name("web")).getStatus()).isEqualTo(Container.Status.RUNNING);
    }
  }

  @Test
  void aStopThatThePlatformRefusesFailsTheContainerAndKeepsItsAddress() {
    Container web = lab.running("web");
    backend.failNextStop("engine is stuck");
    pop.stop(name("web"));

    awaitStatus("web", Container.Status.FAILED);
    assertThat(lab.get("web").getExtendedStatus())
        .isEqualTo("error while stopping: engine is stuck");
    assertThat(lab.server.stats().addressesInUse()).isOne();

    backend.exit(web.getId(), 137);
    await().until(() -> lab.server.stats().addressesInUse() == 0);
    assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.FAILED);
    assertThat(lab.get("web").getExtendedStatus())
        .isEqualTo("error while stopping: engine is stuck");
  }

  @Test
  void deleteForgetsWhatDoesNotRun() {
    lab.create("created");
    Container exited = lab.running("exited");
    Container failed = lab.running("failed");
    backend.exit(exited.getId(), 0);
    backend.exit(failed.getId(), 1);

    for (String container : List.of("created", "exited", "failed")) {
      pop.delete(name(container));
      refused(NOT_FOUND, "no container", () -> pop.containers(name(container)));
      refused(NOT_FOUND, "no container", () -> pop.delete(name(container)));
    }
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
    assertThat(graces).isEmpty();
  }

  @Test
  void deleteAnswersWhenTheInstanceIsGone() throws Exception {
    Container web = lab.running("web");
    CompletableFuture<?> deletion;
    try (Gate gate = backend.holdStops()) {
      deletion = async(() -> pop.delete(id(web.getId())));
      await().until(() -> gate.waiting() == 1);

      assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.STOPPING);
      refused(ALREADY_EXISTS, "container name web already taken", () -> lab.create("web"));
      assertThat(deletion).isNotDone();
    }
    deletion.get(30, TimeUnit.SECONDS);

    assertThat(backend.runningInstances()).isEmpty();
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
    lab.running("web");
  }

  @Test
  void deletingWhatIsBeingStoppedOrDeletedJoinsIn() throws Exception {
    // Where a deletion has its turn in the lane once the call returns: all come before the end.
    try (RegistryLab own = new RegistryLab(watched)) {
      own.running("web");
      List<CompletableFuture<?>> deletions = new ArrayList<>();
      try (Gate gate = backend.holdStops()) {
        own.stop("web");
        for (int i = 0; i < 3; i++) {
          deletions.add(own.registry.delete(org.mano4j.pop.Filter.byName("web"), Duration.ZERO));
        }
        await().until(() -> gate.waiting() == 1);
        await()
            .during(Duration.ofMillis(100))
            .until(() -> deletions.stream().noneMatch(CompletableFuture::isDone));
      }
      for (CompletableFuture<?> deletion : deletions) {
        deletion.get(30, TimeUnit.SECONDS);
      }

      assertThat(graces).hasSize(1);
      assertThat(own.store.size()).isZero();
      assertThat(own.addresses.inUse()).isZero();
    }
  }

  @Test
  void aDeletionGoesOnWhenItsCallerGivesUp() {
    lab.running("web");
    try (Gate gate = backend.holdStops()) {
      refused(
          DEADLINE_EXCEEDED,
          "",
          () -> pop.withDeadlineAfter(3, TimeUnit.SECONDS).delete(name("web")));
      await().until(() -> gate.waiting() == 1);
    }

    await().until(() -> lab.server.stats().equals(new PopServerStats(0, 0)));
    assertThat(backend.runningInstances()).isEmpty();
  }

  @Test
  void aDeletionThatFailsSaysSoAndCanBeRepeated() {
    lab.running("web");
    backend.failNextStop("engine is stuck");

    refused(UNKNOWN, "engine is stuck", () -> pop.delete(name("web")));
    assertThat(lab.get("web").getStatus()).isEqualTo(Container.Status.FAILED);
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 1));

    pop.delete(name("web"));
    assertThat(backend.runningInstances()).isEmpty();
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(0, 0));
  }

  @Test
  void startsOfOneContainerAtTheSameTimeRunItOnce() {
    lab.create("web");
    List<CompletableFuture<?>> starts = new ArrayList<>();
    try (Gate gate = backend.holdStarts()) {
      for (int i = 0; i < 3; i++) {
        starts.add(async(() -> pop.start(name("web"))));
      }
      await().until(() -> gate.waiting() == 1);
    }
    await().until(() -> starts.stream().allMatch(CompletableFuture::isDone));

    assertThat(starts.stream().filter(CompletableFuture::isCompletedExceptionally).count())
        .isEqualTo(2);
    assertThat(backend.runningInstances()).hasSize(1);
  }

  @Test
  void aContainerWhosePlatformHangsDelaysNoOther() {
    lab.create("slow");
    lab.running("old");
    try (Gate hanging = backend.holdStarts()) {
      CompletableFuture<?> start = async(() -> pop.start(name("slow")));
      await().until(() -> hanging.waiting() == 1);
      PopGrpc.PopBlockingStub hasty = pop.withDeadlineAfter(30, TimeUnit.SECONDS);

      assertThat(hasty.containers(Filter.getDefaultInstance()).getListCount()).isEqualTo(2);
      assertThat(lab.get("slow").getStatus()).isEqualTo(Container.Status.CREATED);
      hasty.create(config("new").build());
      hasty.metadata(metadata("new", "A", "1"));
      hasty.stop(name("old"));
      hasty.delete(name("old"));
      hasty.delete(name("new"));
      assertThat(start).isNotDone();
    }
    awaitStatus("slow", Container.Status.RUNNING);
  }

  @Test
  void anAddressCanBeHadAgainOnceItsContainerHasEnded() {
    Container first = pop.create(config("first").putEndpoints("dmz", fixed("")).build());
    pop.start(name("first"));
    backend.exit(first.getId(), 0);
    awaitStatus("first", Container.Status.EXITED);
    await().until(() -> lab.server.stats().addressesInUse() == 0);

    Container second = pop.create(config("second").putEndpoints("dmz", fixed("")).build());
    pop.delete(name("first"));

    assertThat(second.getEndpointsOrThrow("dmz").getIpv4().getAddress())
        .isEqualTo(first.getEndpointsOrThrow("dmz").getIpv4().getAddress());
    assertThat(lab.server.stats()).isEqualTo(new PopServerStats(1, 1));
  }

  private void awaitStatus(String container, Container.Status status) {
    await().until(() -> lab.get(container).getStatus() == status);
  }

  private static CompletableFuture<Void> async(Runnable call) {
    return CompletableFuture.runAsync(call, task -> new Thread(task, "caller").start());
  }
}
