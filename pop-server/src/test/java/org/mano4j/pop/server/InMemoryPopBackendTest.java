package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopException;
import org.mano4j.pop.Subnet;

class InMemoryPopBackendTest {

  @Test
  void offersWhatItWasBuiltWith() {
    InMemoryPopBackend backend =
        InMemoryPopBackend.builder()
            .image("b:1")
            .image("a:latest")
            .network("private", "172.16.0.0/16")
            .network("dmz", "10.0.0.7/24", "10.0.0.254")
            .network("flat", "10.1.0.0/24", "")
            .build();

    assertThat(backend.images())
        .extracting(i -> i.names().get(0))
        .containsExactly("a:latest", "b:1");
    assertThat(backend.image("a")).isPresent().isEqualTo(backend.image("a:latest"));
    assertThat(backend.image(backend.images().get(1).id())).contains(backend.images().get(1));
    assertThat(backend.image("b")).isEmpty();
    assertThat(backend.networks())
        .extracting(Network::name, n -> n.subnets().get(0))
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(
                "private", new Subnet("172.16.0.0/16", "172.16.0.1")),
            org.assertj.core.groups.Tuple.tuple("dmz", new Subnet("10.0.0.0/24", "10.0.0.254")),
            org.assertj.core.groups.Tuple.tuple("flat", new Subnet("10.1.0.0/24", "")));
  }

  @Test
  void anyImageIsMadeUpWhenItIsAskedForByName() {
    InMemoryPopBackend backend = InMemoryPopBackend.create();

    Image made = backend.image("what/ever:3").orElseThrow();

    assertThat(backend.images()).containsExactly(made);
    assertThat(backend.image(made.id())).contains(made);
    assertThat(backend.image("sha256:0000")).isEmpty();
  }

  @Test
  void someImagesEndByThemselvesAndSomeCannotBeStarted() {
    InMemoryPopBackend backend =
        InMemoryPopBackend.builder()
            .image("web")
            .exitingImage("job", 3)
            .brokenImage("broken")
            .network("private", "172.16.0.0/16")
            .build();
    List<String> ended = new CopyOnWriteArrayList<>();
    backend.open("pop", (id, end) -> ended.add(id + " " + end.exitCode()));
    InstanceSpec job = spec(backend, "a").withImage(backend.image("job").orElseThrow());

    backend.start(job);

    assertThat(backend.images()).hasSize(3);
    await().until(() -> ended.equals(List.of("a 3")));
    assertThat(backend.runningInstances()).isEmpty();
    InstanceSpec broken = job.withImage(backend.image("broken").orElseThrow());
    assertThatThrownBy(() -> backend.start(broken))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("image broken cannot be started");
    assertThat(backend.runningInstances()).isEmpty();
  }

  @Test
  void instancesRunUntilStoppedOrEnded() {
    InMemoryPopBackend backend = InMemoryPopBackend.create();
    List<String> ended = new ArrayList<>();
    backend.open("pop", (id, end) -> ended.add(id + " " + end.exitCode()));
    backend.start(spec(backend, "a"));
    backend.start(spec(backend, "b"));

    backend.stop("a", Duration.ZERO);
    backend.stop("a", Duration.ZERO);
    backend.exit("b", 3);

    assertThat(backend.runningInstances()).isEmpty();
    assertThat(ended).containsExactly("b 3");
    assertThatThrownBy(() -> backend.exit("b", 3)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void faultsHappenOnce() {
    InMemoryPopBackend backend = InMemoryPopBackend.create();
    backend.failNextStart("full");
    backend.failNextStop("stuck");

    assertThatThrownBy(() -> backend.start(spec(backend, "a"))).hasMessage("full");
    backend.start(spec(backend, "a"));
    assertThatThrownBy(() -> backend.stop("a", Duration.ZERO)).hasMessage("stuck");
    assertThat(backend.runningInstances()).hasSize(1);
    backend.stop("a", Duration.ZERO);
    assertThat(backend.runningInstances()).isEmpty();
  }

  @Test
  void namesOfNetworksAreUnique() {
    assertThatThrownBy(
            () ->
                InMemoryPopBackend.builder()
                    .network("a", "10.0.0.0/24")
                    .network("a", "10.0.1.0/24"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static InstanceSpec spec(InMemoryPopBackend backend, String id) {
    return new InstanceSpec(
        id, id, id, backend.image("web").orElseThrow(), Flavour.UNLIMITED, Map.of(), Map.of());
  }
}
