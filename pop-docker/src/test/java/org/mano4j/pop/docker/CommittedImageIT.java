package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceState;

/** Somebody has committed an instance to an image, and runs that: it has the Pop's labels. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class CommittedImageIT {

  private DockerClient docker;
  private Platform platform;
  private String instance;
  private String image;
  private String foreign;

  @BeforeEach
  void commit() {
    docker = LiveEngine.require();
    platform = new Platform(LiveEngine.uri(), docker).open();
    instance = platform.start("mano4j-test/sleep");
    image =
        docker
            .commitCmd(platform.engineId(instance))
            .withRepository("core-committed/" + platform.owner)
            .exec();
    foreign = docker.createContainerCmd(image).exec().getId();
    docker.startContainerCmd(foreign).exec();
  }

  @AfterEach
  void clear() throws IOException {
    platform.close();
    try {
      docker.removeContainerCmd(foreign).withForce(true).exec();
    } catch (NotFoundException e) {
      // The test has removed it.
    }
    docker.removeImageCmd(image).withForce(true).exec();
    docker.close();
  }

  @Test
  void itHasTheLabels() {
    assertThat(docker.inspectContainerCmd(foreign).exec().getConfig().getLabels())
        .containsEntry(Labels.INSTANCE, instance)
        .containsEntry(Labels.OWNER, platform.owner);
  }

  @Test
  void itsEndIsNotThatOfTheInstance() {
    docker.killContainerCmd(foreign).exec();
    await()
        .during(InstanceWatch.RESTART_TIME.multipliedBy(2))
        .until(() -> platform.told.ends(instance).isEmpty());
    docker.killContainerCmd(engineIdOfInstance()).exec();
    await().until(() -> !platform.told.ends(instance).isEmpty());
    assertThat(platform.told.ends(instance)).containsExactly(InstanceEnd.of(137));
    assertThat(docker.inspectContainerCmd(foreign).exec().getState().getStatus())
        .isEqualTo("exited");
  }

  @Test
  void itOutlivesTheInstanceAndAPopThatIsRestarted() {
    platform.backend.stop(instance, Duration.ZERO);
    platform.backend.forget(instance);
    platform.backend.close();
    try (DockerPopBackend next =
        DockerPopBackend.builder().engine(LiveEngine.uri()).defaultNetwork("bridge").build()) {
      next.open(platform.owner, new Told());
      assertThat(next.instances()).extracting(InstanceState::id).doesNotContain(instance);
      next.stop(instance, Duration.ZERO);
    }
    assertThat(docker.inspectContainerCmd(foreign).exec().getState().getRunning()).isTrue();
  }

  @Test
  void instancesOfThatImageAreThePopsOwn() {
    String own = platform.start("core-committed/" + platform.owner);
    assertThat(platform.backend.instances())
        .containsExactlyInAnyOrder(InstanceState.running(own), InstanceState.running(instance));
    platform.backend.stop(own, Duration.ZERO);
    assertThat(docker.inspectContainerCmd(foreign).exec().getState().getRunning()).isTrue();
  }

  /** The engine's id of the instance itself. */
  private String engineIdOfInstance() {
    return docker
        .listContainersCmd()
        .withLabelFilter(Map.of(Labels.INSTANCE, instance))
        .exec()
        .stream()
        .map(found -> found.getId())
        .filter(id -> !id.equals(foreign))
        .findFirst()
        .orElseThrow();
  }
}
