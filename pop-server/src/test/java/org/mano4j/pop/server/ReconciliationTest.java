package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RegistryLab.USER;
import static org.mano4j.pop.server.RegistryLab.get;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;

/** What a Pop makes of its containers when it starts again after a crash. */
class ReconciliationTest {

  private final InMemoryPopBackend platform = RawPop.backend();
  private final Map<String, Integer> ended = new ConcurrentHashMap<>();
  private final Set<String> endsNow = ConcurrentHashMap.newKeySet();
  private final Set<String> hidden = ConcurrentHashMap.newKeySet();
  private volatile @Nullable List<Network> networks;
  private final List<String> stopped = new CopyOnWriteArrayList<>();
  private final RegistryLab lab =
      new RegistryLab(
          new ForwardingBackend(platform) {
            @Override
            public List<InstanceState> instances() {
              endsNow.forEach(id -> platform.exit(id, 0));
              List<InstanceState> all = new ArrayList<>(super.instances());
              all.removeIf(state -> hidden.contains(state.id()));
              ended.forEach((id, code) -> all.add(InstanceState.ended(id, code)));
              return all;
            }

            @Override
            public List<Network> networks() {
              List<Network> instead = networks;
              return instead == null ? super.networks() : instead;
            }

            @Override
            public void stop(String instanceId, Duration grace) {
              stopped.add(instanceId);
              super.stop(instanceId, grace);
            }
          });

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void whatStillRunsIsAdopted() {
    Container web = lab.running("web");

    lab.restart();

    assertThat(lab.container("web")).isEqualTo(web);
    assertThat(lab.addresses.inUse()).isOne();
    assertThat(stopped).isEmpty();
    platform.exit(web.id(), 0);
    await().until(() -> lab.status("web") == ContainerStatus.EXITED);
    await().until(() -> lab.addresses.inUse() == 0);
  }

  @Test
  void whatHasEndedIsRemovedAndExitedOrFailedByItsCode() {
    Container good = lab.running("good");
    Container bad = lab.running("bad");
    endUnseen(good, 0);
    endUnseen(bad, 3);

    lab.restart();

    assertThat(stopped).containsExactlyInAnyOrder(good.id(), bad.id());
    assertThat(lab.status("good")).isEqualTo(ContainerStatus.EXITED);
    assertThat(lab.container("good").exitCode()).isZero();
    assertThat(lab.status("bad")).isEqualTo(ContainerStatus.FAILED);
    assertThat(lab.container("bad").exitCode()).isEqualTo(3);
    assertThat(lab.container("bad").extendedStatus()).contains("exit code 3");
    assertThat(lab.addresses.inUse()).isZero();
  }

  @Test
  void whatIsGoneHasFailedWithASentence() {
    forgetUnseen(lab.running("web"));

    lab.restart();

    Container web = lab.container("web");
    assertThat(web.status()).isEqualTo(ContainerStatus.FAILED);
    assertThat(web.extendedStatus()).contains("its exit code is not known");
    assertThat(web.exitCode()).isNull();
    assertThat(web.finished()).isNotNull();
    assertThat(lab.addresses.inUse()).isZero();
    assertThat(lab.told).endsWith("web FAILED");
  }

  @Test
  void whatEndsWhileThePopLooksIsNotMissed() {
    Container web = lab.running("web");
    endsNow.add(web.id());

    lab.restart();

    assertThat(lab.status("web")).isEqualTo(ContainerStatus.EXITED);
    assertThat(lab.container("web").exitCode()).isZero();
    assertThat(lab.addresses.inUse()).isZero();
  }

  @Test
  void whatWasBeingStoppedAndIsGoneHasExited() {
    Container web = lab.running("web");
    try (Gate gate = platform.holdStops()) {
      lab.stop("web");
      await().until(() -> gate.waiting() == 1);
      hidden.add(web.id());
      lab.restart();

      assertThat(lab.status("web")).isEqualTo(ContainerStatus.EXITED);
    }
  }

  @Test
  void aStopGoesOn() {
    Container web = lab.running("web");
    try (Gate gate = platform.holdStops()) {
      lab.stop("web");
      await().until(() -> gate.waiting() == 1);
      lab.restart();
      assertThat(lab.status("web")).isEqualTo(ContainerStatus.STOPPING);
      await().until(() -> stopped.size() == 2);
    }

    await().until(() -> lab.status("web") == ContainerStatus.EXITED);
    assertThat(stopped).containsExactly(web.id(), web.id());
    assertThat(platform.runningInstances()).isEmpty();
  }

  @Test
  void aDeletionGoesOn() {
    lab.running("web");
    try (Gate gate = platform.holdStops()) {
      lab.registry.delete(Filter.byName("web"), Duration.ZERO);
      await().until(() -> gate.waiting() == 1);
      lab.restart();
      assertThat(lab.status("web")).isEqualTo(ContainerStatus.STOPPING);
      assertThatThrownBy(() -> lab.create("web")).hasMessageContaining("already taken");
    }

    await().ignoreExceptions().until(() -> lab.create("web").life() == 1);
    assertThat(platform.runningInstances()).isEmpty();
  }

  @Test
  void aDeletionWhoseInstanceIsGoneIsDone() {
    Container web = lab.running("web");
    try (Gate gate = platform.holdStops()) {
      lab.registry.delete(Filter.byName("web"), Duration.ZERO);
      await().until(() -> gate.waiting() == 1);
      hidden.add(web.id());
      lab.restart();

      assertThat(lab.store.size()).isZero();
    }
  }

  @Test
  void whatRunsWithoutAContainerIsRemoved() {
    Container web = lab.create("web");
    platform.start(instance("stranger"));
    platform.start(instance(web.id()));

    lab.restart();

    assertThat(stopped).containsExactlyInAnyOrder("stranger", web.id());
    assertThat(platform.runningInstances()).isEmpty();
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.CREATED);
    assertThat(lab.start("web").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void aStrangerThatCannotBeRemovedDoesNotKeepThePopFromStarting() {
    platform.start(instance("stranger"));
    platform.failNextStop("engine is stuck");

    lab.restart();
    assertThat(platform.runningInstances()).hasSize(1);

    lab.restart();
    assertThat(platform.runningInstances()).isEmpty();
  }

  @Test
  void theInstanceOfAnEarlierLifeIsAStranger() {
    Container web = lab.running("web");
    platform.exit(web.id(), 0);
    await().until(() -> lab.status("web") == ContainerStatus.EXITED);
    lab.reset("web");
    lab.start("web");
    platform.start(instance(web.id()));

    lab.restart();

    assertThat(stopped).containsExactly(web.id());
    assertThat(lab.status("web")).isEqualTo(ContainerStatus.RUNNING);
    assertThat(platform.runningInstances())
        .extracting(InstanceSpec::id)
        .containsExactly(web.id() + "-2");
  }

  @Test
  void whatCouldNotBeStoppedIsTriedAgain() {
    lab.running("web");
    platform.failNextStop("engine is stuck");
    lab.stop("web");
    await().until(() -> lab.status("web") == ContainerStatus.FAILED);
    assertThat(lab.addresses.inUse()).isOne();

    lab.restart();

    await().until(() -> lab.addresses.inUse() == 0);
    assertThat(platform.runningInstances()).isEmpty();
    assertThat(lab.container("web").extendedStatus())
        .isEqualTo("error while stopping: engine is stuck");
    assertThat(lab.reset("web").status()).isEqualTo(ContainerStatus.CREATED);
  }

  @Test
  void whatHasEndedAndCannotBeRemovedFailsAndKeepsItsAddress() {
    Container web = lab.running("web");
    endUnseen(web, 0);
    platform.failNextStop("engine is stuck");

    lab.restart();

    assertThat(lab.status("web")).isEqualTo(ContainerStatus.FAILED);
    assertThat(lab.container("web").extendedStatus())
        .isEqualTo("error while stopping: engine is stuck");
    assertThat(lab.addresses.inUse()).isOne();
    lab.delete("web");
    assertThat(lab.addresses.inUse()).isZero();
  }

  @Test
  void namesAddressesOrderAndKeysAreAsBefore() {
    Container first =
        lab.registry.create(
            ContainerConfig.of("first", "web:latest")
                .withAddress("private", "172.16.0.9")
                .withIdempotencyKey("k"),
            USER);
    lab.create("second");

    lab.restart();

    assertThatThrownBy(() -> lab.create("first")).hasMessageContaining("already taken");
    assertThatThrownBy(
            () ->
                lab.registry.create(
                    ContainerConfig.of("third", "web:latest").withAddress("private", "172.16.0.9"),
                    USER))
        .hasMessageContaining("ip is not available");
    assertThat(
            lab.registry.create(
                ContainerConfig.of("first", "web:latest")
                    .withAddress("private", "172.16.0.9")
                    .withIdempotencyKey("k"),
                USER))
        .isEqualTo(first);
    lab.create("third");
    assertThat(lab.registry.list(Filter.all()))
        .extracting(Container::name)
        .containsExactly("first", "second", "third");
  }

  @Test
  void theAddressesOfWhatHasEndedAreStillGivenOutLastAndTheOldestFirst() {
    RegistryLab small =
        new RegistryLab(
            InMemoryPopBackend.builder()
                .offerAnyImage()
                .network("private", "10.0.0.0/29", "10.0.0.1")
                .build());
    try (small) {
      for (String name : List.of("a", "b", "c")) {
        small.running(name);
      }
      for (String name : List.of("c", "a", "b")) {
        small.stop(name);
        await().until(() -> small.status(name) == ContainerStatus.EXITED);
      }
      small.restart();

      List<String> given = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        given.add(small.create("new" + i).endpoints().get("private").address());
      }
      assertThat(given).containsExactly("10.0.0.5", "10.0.0.6", "10.0.0.4", "10.0.0.2", "10.0.0.3");
    }
  }

  @Test
  void aNetworkThatWasAwayGivesNoAddressOutTwiceAndIsUsedUnderItsNewId() {
    Container web = lab.create("web");
    List<Network> before = platform.networks();
    networks = List.of();
    lab.restart();
    networks = List.of(before.get(0).withId("made-anew"));

    Container db = lab.create("db");

    assertThat(db.endpoints().get("private").address())
        .isNotEqualTo(web.endpoints().get("private").address());
    assertThat(lab.start("web").endpoints().get("private").networkId()).isEqualTo("made-anew");
    assertThat(platform.runningInstances().get(0).endpoints().get("private").networkId())
        .isEqualTo("made-anew");
    lab.delete("web");
    assertThat(lab.addresses.inUse()).isOne();
  }

  @Test
  void limitsCountWhatWasThereBefore() {
    lab.create("web");
    lab.rules = RegistryLab.rules(List.of(), 1);

    lab.restart();

    assertThatThrownBy(() -> lab.create("db")).hasMessageContaining("may have 1");
  }

  @Test
  void aPopWhosePlatformDoesNotTellItsInstancesRefusesToStart() {
    PopBackend silent =
        new ForwardingBackend(platform) {
          @Override
          public List<InstanceState> instances() {
            throw new PopException(PopException.Code.UNAVAILABLE, "engine is away");
          }
        };
    try (PopServer server = PopServer.builder(silent).user("admin", "secret").build()) {
      assertThatThrownBy(server::start)
          .hasMessageContaining("does not start")
          .hasMessageContaining("engine is away");
    }
  }

  @Test
  void manyContainersAreSettledBeforeTheFirstCall() {
    for (int i = 0; i < 300; i++) {
      Container container = lab.running("c" + i);
      if (i % 3 == 0) {
        forgetUnseen(container);
      }
    }

    lab.restart();

    assertThat(lab.registry.list(Filter.all()))
        .filteredOn(c -> c.status() == ContainerStatus.FAILED)
        .hasSize(100);
    assertThat(lab.addresses.inUse()).isEqualTo(200);
    get(lab.registry.stop(Filter.byName("c1"), Duration.ZERO));
  }

  /** Ended while the Pop was away, and not removed. */
  private void endUnseen(Container container, int exitCode) {
    forgetUnseen(container);
    ended.put(container.id(), exitCode);
  }

  /** Ended while the Pop was away, and nothing is left. */
  private void forgetUnseen(Container container) {
    platform.stop(container.id(), Duration.ZERO);
  }

  private static InstanceSpec instance(String id) {
    return InstanceSpecBuilder.builder()
        .id(id)
        .name(id)
        .image(RawPop.backend().images().get(0))
        .flavour(org.mano4j.pop.Flavour.UNLIMITED)
        .environment(Map.of())
        .endpoints(Map.of())
        .build();
  }
}
