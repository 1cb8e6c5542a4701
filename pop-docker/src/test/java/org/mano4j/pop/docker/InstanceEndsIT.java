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
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.server.InstanceEnd;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class InstanceEndsIT {

  private static final int ROUNDS = 5;

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

  /** Most of the time is the engine's own, so a busy machine is judged by what that alone takes. */
  @Test
  @Tag("measures")
  void anEndIsToldWithin100MillisecondsWithItsExitCode() throws Exception {
    Map<String, Instant> died = new ConcurrentHashMap<>();
    Map<String, Instant> removed = new ConcurrentHashMap<>();
    String bare = platform.owner + "-bare";
    try (ResultCallback.Adapter<Event> ours = deaths(platform.owner, event -> note(event, died));
        ResultCallback.Adapter<Event> others =
            deaths(
                bare,
                event -> {
                  docker.removeContainerCmd(event.getId()).exec();
                  removed.put(event.getId(), Instant.now());
                  note(event, died);
                })) {
      ours.awaitStarted();
      others.awaitStarted();
      for (int round = 0; round < ROUNDS; round++) {
        String id = platform.start("mano4j-test/exit", Map.of("CODE", "7", "AFTER", "0.3"));
        await().until(() -> !platform.told.ends(id).isEmpty());
        assertThat(platform.told.ends(id)).containsExactly(InstanceEnd.of(7));
        String other = bare(bare);
        await().until(() -> removed.containsKey(other));
      }
      await().until(() -> died.size() == 2 * ROUNDS);
    }
    List<Long> told =
        platform.told.ends().stream()
            .map(end -> Duration.between(died.get(end.id()), end.at()).toMillis())
            .sorted()
            .toList();
    List<Long> alone =
        removed.entrySet().stream()
            .map(end -> Duration.between(died.get(end.getKey()), end.getValue()).toMillis())
            .sorted()
            .toList();
    System.out.println("ends were told after, in ms: " + told + ", removed bare: " + alone);
    assertThat(told.get(ROUNDS / 2))
        .as("median of " + told)
        .isLessThan(Math.max(100, 2 * alone.get(ROUNDS / 2)));
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
        .atMost(Duration.ofSeconds(60))
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

  /** Runs a container of the same image without the Pop, and returns the engine's id. */
  private String bare(String owner) {
    String id =
        docker
            .createContainerCmd("mano4j-test/exit")
            .withEnv("CODE=7", "AFTER=0.3")
            .withLabels(Map.of(Labels.OWNER, owner))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    return id;
  }

  private static void note(Event event, Map<String, Instant> died) {
    String instance = event.getActor().getAttributes().get(Labels.INSTANCE);
    died.put(
        instance == null ? event.getId() : instance, Instant.ofEpochSecond(0, event.getTimeNano()));
  }

  private ResultCallback.Adapter<Event> deaths(String owner, Consumer<Event> listener) {
    return docker
        .eventsCmd()
        .withEventFilter("die")
        .withLabelFilter(Map.of(Labels.OWNER, owner))
        .exec(
            new ResultCallback.Adapter<>() {
              @Override
              public void onNext(Event event) {
                listener.accept(event);
              }
            });
  }
}
