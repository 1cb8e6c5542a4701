package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;

/** What instances write, use and leave, on a real engine. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstanceLifeIT extends LiveInstances {
  @Test
  void anEndIsToldWithItsExitCodeAndItsOutputIsKept() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    String id = inspect(spec).getId();
    exec(id, "echo one >/proc/1/fd/1; echo two >/proc/1/fd/2; echo three >/proc/1/fd/1");
    docker.killContainerCmd(id).withSignal("KILL").exec();
    await().until(() -> !heard.ends().isEmpty());
    assertThat(heard.ends().get(0).end().exitCode()).isEqualTo(137);
    assertThat(containers()).isEmpty();
    assertThat(logs(spec, LogOptions.all())).contains("one\n", "three\n", "ERROR two\n");
    assertThat(logs(spec, LogOptions.tail(1))).isIn("three\n", "ERROR two\n");
    backend.forget(spec.id());
    assertThatThrownBy(() -> logs(spec, LogOptions.all()))
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.NOT_FOUND));
  }

  @Test
  void outputOfOneThatWasStoppedOutlivesARestart() {
    reopen(builder().outputDirectory(directory));
    InstanceSpec spec = sleep();
    backend.start(spec);
    exec(inspect(spec).getId(), "echo bye >/proc/1/fd/1");
    backend.stop(spec.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
    reopen(builder().outputDirectory(directory));
    assertThat(backend.instances()).containsExactly(InstanceState.kept(spec.id(), 137));
    assertThat(logs(spec, LogOptions.all())).isEqualTo("bye\n");
    backend.forget(spec.id());
    assertThat(backend.instances()).isEmpty();
  }

  @Test
  void outputIsFollowedUntilTheEnd() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    String id = inspect(spec).getId();
    List<String> got = new CopyOnWriteArrayList<>();
    Thread reader =
        new Thread(
            () ->
                backend.logs(
                    spec.id(), LogOptions.all().following(), chunk -> got.add(chunk.text())));
    reader.start();
    exec(id, "echo one >/proc/1/fd/1");
    await().until(() -> got.contains("one\n"));
    exec(id, "echo two >/proc/1/fd/1");
    await().until(() -> got.contains("two\n"));
    backend.stop(spec.id(), AT_ONCE);
    await().until(() -> !reader.isAlive());
    assertThat(got).containsExactly("one\n", "two\n");
  }

  @Test
  void followingEndsWhenItsThreadIsInterrupted() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    AtomicReference<Throwable> end = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                backend.logs(spec.id(), LogOptions.all().following(), chunk -> {});
              } catch (RuntimeException e) {
                end.set(e);
              }
            });
    reader.start();
    await().until(() -> reader.getState() == Thread.State.WAITING);
    reader.interrupt();
    await().until(() -> !reader.isAlive());
    assertThat(end.get())
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.CANCELLED));
  }

  @Test
  void aConsumerThatThrowsEndsTheReading() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    exec(inspect(spec).getId(), "echo one >/proc/1/fd/1");
    IllegalStateException enough = new IllegalStateException("enough");
    assertThatThrownBy(
            () ->
                backend.logs(
                    spec.id(),
                    LogOptions.all().following(),
                    chunk -> {
                      throw enough;
                    }))
        .isSameAs(enough);
  }

  @Test
  void aStoppedOneIsGoneWithItsNameAndOneIsStoppedGentlyFirst() {
    InstanceSpec spec = sleep();
    backend.start(spec);
    docker.pauseContainerCmd(inspect(spec).getId()).exec();
    long begun = System.nanoTime();
    backend.stop(spec.id(), Duration.ofMillis(300));
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    // The engine counts in seconds: none that was asked for may become none at all.
    assertThat(took).isBetween(Duration.ofMillis(800), Duration.ofSeconds(8));
    InstanceSpec again = spec.withId(UUID.randomUUID().toString());
    backend.start(again);
    backend.stop(again.id(), AT_ONCE);
    backend.stop(again.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
  }

  @Test
  void oneThatNeverRanIsRemovedByStop() {
    InstanceSpec spec = sleep();
    docker
        .createContainerCmd(SLEEP)
        .withName(spec.name())
        .withLabels(Map.of(Labels.OWNER, owner, Labels.INSTANCE, spec.id()))
        .exec();
    assertThat(backend.instances())
        .containsExactly(new InstanceState(spec.id(), false, null, false));
    backend.stop(spec.id(), AT_ONCE);
    assertThat(containers()).isEmpty();
  }

  @Test
  void anEndedOneStaysAsideIfWanted() {
    reopen(builder().keepEnded(true));
    Network network = network("keep", "10.213.5.0/24");
    InstanceSpec spec =
        Instances.on(sleep(), Instances.endpoint(network.id(), network.name(), "10.213.5.9"));
    backend.start(spec);
    String id = inspect(spec).getId();
    docker.killContainerCmd(id).exec();
    await().until(() -> !heard.ends().isEmpty());
    InspectContainerResponse aside = docker.inspectContainerCmd(id).exec();
    assertThat(aside.getName())
        .isEqualTo("/" + spec.name() + "-ended-" + spec.id().substring(0, 8));
    assertThat(aside.getNetworkSettings().getNetworks()).isEmpty();
    backend.start(spec.withId(UUID.randomUUID().toString()));
    reopen(builder().keepEnded(true));
    assertThat(backend.instances()).contains(InstanceState.kept(spec.id(), 137));
    backend.forget(spec.id());
    assertThat(containers()).hasSize(1);
  }

  @Test
  @Tag("measures")
  void whatItUsesIsMeasuredWithoutASecondsWait() {
    Flavour flavour = FlavourBuilder.builder(new Flavour("f", "f")).ram(64).build();
    Network network = network("use", "10.213.6.0/24");
    InstanceSpec spec =
        Instances.on(sleep(), Instances.endpoint(network.id(), network.name(), "10.213.6.9"))
            .withFlavour(flavour);
    backend.start(spec);
    long begun = System.nanoTime();
    ContainerStats used = backend.stats(spec.id());
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(900));
    assertThat(used.memory()).isBetween(1L, 64L << 20);
    assertThat(used.memoryLimit()).isEqualTo(64L << 20);
    assertThat(used.cpu()).isPositive();
    assertThat(used.pids()).isEqualTo(1);
    assertThat(used.networks()).containsOnlyKeys(network.name());
  }

  @Test
  void oneThatEndsAtOnceIsStartedAndEnded() {
    InstanceSpec spec = Instances.spec("mano4j-test/bad").build();
    assertThat(backend.start(spec).command()).isNotEmpty();
    await().until(() -> !heard.ends(spec.id()).isEmpty());
    assertThat(heard.ends().get(0).end().exitCode()).isEqualTo(3);
    await().until(() -> containers().isEmpty());
  }

  @Test
  void theEngineTellsWhatItHas() {
    assertThat(backend.capacity().vcpus()).isGreaterThanOrEqualTo(1);
    assertThat(backend.capacity().ram()).isGreaterThan(100);
  }
}
