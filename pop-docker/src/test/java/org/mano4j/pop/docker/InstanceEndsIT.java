package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.server.InstanceEnd;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstanceEndsIT {

  private static final int ROUNDS = 15;

  private DockerClient docker;
  private Platform platform;

  @BeforeEach
  void open() {
    docker = LiveEngine.require();
    platform = new Platform(LiveEngine.uri(), docker).open();
  }

  @AfterEach
  void close() throws IOException {
    platform.close();
    docker.close();
  }

  @Test
  void anEndIsToldWithin100MillisecondsWithItsExitCode() throws Exception {
    Map<String, Instant> died = new ConcurrentHashMap<>();
    try (ResultCallback.Adapter<Event> events = deaths(died)) {
      events.awaitStarted();
      for (int round = 0; round < ROUNDS; round++) {
        String id = platform.start("mano4j-test/exit", Map.of("CODE", "7", "AFTER", "0.5"));
        await().until(() -> !platform.told.ends(id).isEmpty());
        assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(7));
      }
      await().until(() -> died.size() == ROUNDS);
    }
    List<Long> millis =
        platform.told.ends().stream()
            .map(told -> Duration.between(died.get(told.id()), told.at()).toMillis())
            .sorted()
            .toList();
    System.out.println("ends were told after, in ms: " + millis);
    assertThat(millis.get(ROUNDS / 2)).as("median of " + millis).isLessThan(100);
    assertThat(platform.left()).isZero();
  }

  @Test
  void anEndBeforeTheStartHasReturnedIsToldAfterIt() {
    String id = platform.start("mano4j-test/bad");
    await().until(() -> !platform.told.ends(id).isEmpty());
    assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(3));
    assertThat(platform.left()).isZero();
  }

  @Test
  void whatIsPausedBehindItsBackIsNotedAndSoIsThatItGoesOn() {
    String id = platform.start("mano4j-test/sleep");
    docker.pauseContainerCmd(platform.engineId(id)).exec();
    await().untilAsserted(() -> assertThat(notes(id)).containsExactly("paused on the engine"));
    docker.unpauseContainerCmd(platform.engineId(id)).exec();
    await().untilAsserted(() -> assertThat(notes(id)).containsExactly("paused on the engine", ""));
    assertThat(platform.told.ends(id)).isEmpty();
  }

  @Test
  void whatIsFoundPausedIsNoted() {
    String id = platform.start("mano4j-test/sleep");
    platform.backend.close();
    docker.pauseContainerCmd(platform.engineId(id)).exec();
    Told later = new Told();
    try (DockerPopBackend next =
        DockerPopBackend.builder().engine(LiveEngine.uri()).defaultNetwork("bridge").build()) {
      next.open(platform.owner, later);
      assertThat(next.instances()).hasSize(1).allMatch(found -> found.running());
      await()
          .untilAsserted(() -> assertThat(later.notes(id)).containsExactly("paused on the engine"));
      docker.removeContainerCmd(platform.engineId(id)).withForce(true).exec();
      await().until(() -> !later.ends(id).isEmpty());
      assertThat(later.ends(id)).containsExactly(InstanceEnd.of(137));
    }
  }

  @Test
  void whatIsRemovedByForceBehindItsBackHasEnded() {
    String id = platform.start("mano4j-test/sleep");
    docker.removeContainerCmd(platform.engineId(id)).withForce(true).exec();
    await().until(() -> !platform.told.ends(id).isEmpty());
    assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(137));
  }

  @Test
  void whatIsStoppedBehindItsBackHasEnded() {
    String id = platform.start("mano4j-test/sleep");
    docker.stopContainerCmd(platform.engineId(id)).withTimeout(1).exec();
    await().until(() -> !platform.told.ends(id).isEmpty());
    assertThat(platform.told.ends(id)).hasSize(1);
    assertThat(platform.left()).isZero();
  }

  @Test
  void whatIsRestartedBehindItsBackIsFollowed() {
    String id = platform.start("mano4j-test/sleep");
    String engineId = platform.engineId(id);
    docker.restartContainerCmd(engineId).withTimeout(1).exec();
    docker.killContainerCmd(engineId).exec(); // Ends only the second life.
    await().until(() -> !platform.told.ends(id).isEmpty());
    assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(137));
    assertThat(platform.left()).isZero();
  }

  @Test
  void theRestartItselfIsNoEnd() {
    String id = platform.start("mano4j-test/sleep");
    String engineId = platform.engineId(id);
    docker.restartContainerCmd(engineId).withTimeout(0).exec();
    await()
        .during(InstanceWatch.RESTART_TIME.multipliedBy(3))
        .atMost(Duration.ofSeconds(20))
        .until(() -> platform.told.ends(id).isEmpty() && platform.left() == 1);
    platform.backend.stop(id, Duration.ZERO);
    assertThat(platform.left()).isZero();
  }

  @Test
  void whatNeedsTooMuchMemoryIsSaidToHave() {
    platform.backend.close();
    String id = platform.owner + "-greedy";
    String engineId =
        docker
            .createContainerCmd("mano4j-test/sleep")
            .withCmd("sh", "-c", "sleep 2; exec busybox dd if=/dev/zero of=/dev/null bs=64M")
            .withLabels(new Labels(platform.owner, "pop").ofInstance(id, id))
            .withHostConfig(
                HostConfig.newHostConfig().withMemory(8L << 20).withMemorySwap(8L << 20))
            .exec()
            .getId();
    docker.startContainerCmd(engineId).exec();
    Told later = new Told();
    try (DockerPopBackend next =
        DockerPopBackend.builder().engine(LiveEngine.uri()).defaultNetwork("bridge").build()) {
      next.open(platform.owner, later);
      next.instances();
      await().until(() -> !later.ends(id).isEmpty());
      assertThat(later.ends(id)).containsExactly(new InstanceEnd(137, "out of memory"));
    }
  }

  @Test
  void theExitCodeOfWhatThePopStopsIsTold() {
    String id = platform.start("mano4j-test/sleep");
    platform.backend.stop(id, Duration.ZERO);
    await().until(() -> !platform.told.ends(id).isEmpty());
    assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(137));
    assertThat(platform.left()).isZero();
  }

  private List<String> notes(String id) {
    return platform.told.notes(id);
  }

  private ResultCallback.Adapter<Event> deaths(Map<String, Instant> died) {
    return docker
        .eventsCmd()
        .withEventFilter("die")
        .withLabelFilter(Map.of(Labels.OWNER, platform.owner))
        .exec(
            new ResultCallback.Adapter<>() {
              @Override
              public void onNext(Event event) {
                died.put(
                    event.getActor().getAttributes().get(Labels.INSTANCE),
                    Instant.ofEpochSecond(0, event.getTimeNano()));
              }
            });
  }
}
