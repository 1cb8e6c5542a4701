package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopException;

/** What others do on the engine to what belongs to a Pop. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class BehindItsBackIT {

  private static OwnEngine engine;
  private static DockerClient docker;
  private static TestedPop pop;

  @BeforeAll
  static void open() {
    engine = OwnEngine.start();
    docker = engine.docker();
    pop = new TestedPop(engine.uri());
  }

  @AfterAll
  static void close() {
    try {
      if (pop != null) {
        pop.close();
      }
    } finally {
      engine.close();
    }
  }

  @AfterEach
  void clear() {
    pop.client()
        .containers(Filter.all())
        .forEach(each -> pop.client().delete(Filter.byId(each.id())));
    assertThat(TestedPop.containers(docker)).isEmpty();
    assertThat(pop.stats().addressesInUse()).isZero();
  }

  @Test
  void aContainerThatWasRemovedHasFailed() {
    Filter it = started("removed");

    docker.removeContainerCmd("removed").withForce(true).exec();

    hasFailed(it);
    startsAgain(it);
  }

  @Test
  void aContainerThatWasKilledHasFailedWithItsExitCode() {
    Filter it = started("killed");

    docker.killContainerCmd("killed").exec();

    hasFailed(it);
    assertThat(state(it).exitCode()).isEqualTo(137);
    startsAgain(it);
  }

  @Test
  void aContainerThatWasStoppedHasEndedWithItsExitCode() {
    Filter it = started("stopped");

    docker.stopContainerCmd("stopped").exec();

    await().untilAsserted(() -> assertThat(state(it).status()).isEqualTo(ContainerStatus.EXITED));
    assertThat(state(it).exitCode()).isZero();
    await().untilAsserted(() -> pop.verify(docker));
  }

  @Test
  void aContainerThatWasRenamedIsStillFound() {
    Filter it = started("renamed");

    docker.renameContainerCmd("renamed").withName("other").exec();

    pop.client().delete(it);
    assertThat(TestedPop.containers(docker)).isEmpty();
  }

  @Test
  void aContainerWhoseNetworkWasRemovedIsNotStartedAndSaysWhy() {
    String network = "behind";
    pop.client().createNetwork(NetworkConfig.of(network));
    Filter it = created("netless", network);

    docker.removeNetworkCmd(network).exec();

    PopException told = startFails(it);
    assertThat(told).hasMessageContaining(network);
    hasFailed(it);
    pop.client().delete(it);
    assertThat(pop.client().network(Filter.byName(network))).isEmpty();
  }

  @Test
  void aContainerWhoseNetworkIsPulledAwayWhileItRunsCanBeDeleted() {
    String network = "pulled";
    pop.client().createNetwork(NetworkConfig.of(network));
    Filter it = created("unplugged", network);
    pop.client().start(it);

    docker
        .disconnectFromNetworkCmd()
        .withContainerId("unplugged")
        .withNetworkId(network)
        .withForce(true)
        .exec();
    docker.removeNetworkCmd(network).exec();

    assertThat(state(it).status()).isEqualTo(ContainerStatus.RUNNING);
    pop.client().delete(it);
    assertThat(pop.stats().addressesInUse()).isZero();
  }

  @Test
  void aContainerWhoseImageWasDeletedAfterItsCreationIsNotStartedAndSaysWhy() {
    String source = docker.createContainerCmd("mano4j-test/polite").exec().getId();
    String image = docker.commitCmd(source).withRepository("behind/image").exec();
    docker.removeContainerCmd(source).exec();
    Filter it =
        Filter.byId(pop.client().create(ContainerConfig.of("imageless", "behind/image")).id());

    docker.removeImageCmd(image).withForce(true).exec();

    PopException told = startFails(it);
    assertThat(told.text()).contains("image");
    hasFailed(it);
  }

  private static PopException startFails(Filter it) {
    PopException told = catchThrowableOfType(PopException.class, () -> pop.client().start(it));
    assertThat(told).as("the start").isNotNull();
    return told;
  }

  private static void hasFailed(Filter it) {
    await().untilAsserted(() -> assertThat(state(it).status()).isEqualTo(ContainerStatus.FAILED));
    assertThat(state(it).extendedStatus()).isNotEmpty();
    await().untilAsserted(() -> pop.verify(docker));
  }

  private static void startsAgain(Filter it) {
    pop.client().reset(it);
    assertThat(pop.client().start(it).status()).isEqualTo(ContainerStatus.RUNNING);
    pop.verify(docker);
  }

  private static Filter created(String name, String network) {
    return Filter.byId(
        pop.client()
            .create(
                ContainerConfig.of(name, "mano4j-test/polite")
                    .withEndpoints(Map.of(network, Endpoint.automatic())))
            .id());
  }

  private static Filter started(String name) {
    Filter it =
        Filter.byId(pop.client().create(ContainerConfig.of(name, "mano4j-test/polite")).id());
    pop.client().start(it);
    return it;
  }

  private static Container state(Filter it) {
    return pop.client().container(it).orElseThrow();
  }
}
