package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.server.InstanceEnd;

class EngineRecoveryTest {

  private static final String OWNER = "owner-1";

  private final String popName = "recovery-" + UUID.randomUUID();
  private final FakeEngine engine = FakeEngine.start();
  private final Told told = new Told();
  private final List<EngineState> states = new CopyOnWriteArrayList<>();
  private final DockerPopBackend backend =
      DockerPopBackend.builder()
          .popName(popName)
          .engine(engine.uri())
          .stateListener(states::add)
          .build();

  @BeforeEach
  void open() {
    lists("running");
    inspects(0, false);
    engine.on("DELETE", "/containers/e1", FakeEngine.json(204, ""));
    backend.open(OWNER, told);
    backend.instances();
    await().until(() -> engine.listeners() == 1);
  }

  @AfterEach
  void close() {
    backend.close();
    engine.close();
  }

  @Test
  void anEventOfAnEndIsToldOnceAndTheContainerRemovedBefore() {
    emit("die", Map.of("exitCode", "3"));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(3));
    assertThat(engine.calls("DELETE", "/containers/e1")).isEqualTo(1);
  }

  @Test
  void theSameEventTwiceIsToldOnce() {
    String event = engine.event("die", "e1", attributes(Map.of("exitCode", "3")));
    engine.emit(event);
    engine.emit(event);
    await().until(() -> !told.ends("i1").isEmpty());
    engine.emit(event);
    back(engine::cutEvents);
    assertThat(told.ends("i1")).hasSize(1);
  }

  @Test
  void anEventThatHappensBetweenTwoStreamsIsToldFromTheNext() {
    emit("pause", Map.of());
    await().until(() -> told.notes("i1").contains("paused on the engine"));
    back(
        () -> {
          engine.cutEvents();
          emit("die", Map.of("exitCode", "4"));
        });
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(4));
    assertThat(engine.asked("GET", "/events").get(1).parameter("since")).matches("\\d+\\.\\d{9}");
  }

  @Test
  void anEndThatNoEventTellsIsFoundByComparing() {
    lists("exited");
    inspects(5, false);
    back(engine::cutEvents);
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(5));
  }

  @Test
  void whatIsDeadHasEnded() {
    lists("dead");
    inspects(137, true);
    back(engine::cutEvents);
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(new InstanceEnd(137, "dead on the engine"));
  }

  @Test
  void whatWasToldSinceTheEngineWasAskedIsNewerThanItsAnswer() {
    engine.on(
        "GET",
        "/containers/json",
        call -> {
          lists("paused");
          emit("pause", Map.of());
          await().until(() -> told.notes("i1").contains("paused on the engine"));
          call.json(200, "[" + container("e1", "i1", "running") + "]");
        });
    back(engine::cutEvents);
    assertThat(told.notes("i1")).containsExactly("paused on the engine");
  }

  @Test
  void whatIsMissingAfterwardsHasEndedWithoutAnExitCode() {
    engine.on("GET", "/containers/json", FakeEngine.json(200, "[]"));
    back(engine::cutEvents);
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.unknown("removed on the engine"));
  }

  @Test
  @Tag("measures")
  void callsFailAtOnceWhileTheEngineIsGoneAndSaySo() {
    engine.down();
    await().until(() -> backend.state() == EngineState.RECOVERING);
    long begun = System.nanoTime();
    PopException failed = catchThrowableOfType(PopException.class, backend::images);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofMillis(50));
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed)
        .hasMessageMatching(
            "cannot list images: the Docker Engine at tcp://.* is gone since .*Z \\(.*\\); it is looked for, try again later");
  }

  @Test
  void itIsFoundAgainAndToldSo() {
    engine.down();
    await().until(() -> backend.state() == EngineState.RECOVERING);
    engine.up();
    await().until(() -> backend.state() == EngineState.OPEN);
    assertThat(backend.images()).isEmpty();
    // It is so before it is told.
    await()
        .untilAsserted(
            () ->
                assertThat(states)
                    .containsExactly(EngineState.OPEN, EngineState.RECOVERING, EngineState.OPEN));
    backend.close();
    await()
        .untilAsserted(() -> assertThat(states).endsWith(EngineState.CLOSING, EngineState.CLOSED));
  }

  @Test
  void anEngineThatIsTooOldWhenItIsBackIsNotUsed() {
    engine.on("GET", "/version", FakeEngine.json(200, FakeEngine.version("1.39")));
    engine.cutEvents();
    await()
        .untilAsserted(
            () ->
                assertThat(catchThrowableOfType(PopException.class, backend::images))
                    .hasMessageContaining("speaks API 1.39, and 1.41 is needed"));
  }

  @Test
  void anEndIsFinishedWhenTheEngineIsBack() {
    engine.on("DELETE", "/containers/e1", FakeEngine.cut());
    emit("die", Map.of("exitCode", "3"));
    await().until(() -> engine.calls("DELETE", "/containers/e1") > 0);
    back(engine::cutEvents);
    assertThat(told.ends("i1")).isEmpty();
    engine.on("DELETE", "/containers/e1", FakeEngine.json(204, ""));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(3));
  }

  @Test
  void anEndWhoseContainerCannotBeRemovedIsToldAllTheSame() {
    engine.on("DELETE", "/containers/e1", FakeEngine.refuse(500, "device or resource busy"));
    emit("die", Map.of("exitCode", "3"));
    await().atMost(Duration.ofSeconds(30)).until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1").get(0).exitCode()).isEqualTo(3);
    assertThat(told.ends("i1").get(0).remark()).contains("device or resource busy");
    engine.on("DELETE", "/containers/e1", FakeEngine.json(204, ""));
    engine.reset();
    back(engine::cutEvents);
    await().until(() -> engine.calls("DELETE", "/containers/e1") == 1);
  }

  @Test
  void anEndBySomebodysSignalWaitsForARestart() {
    emit("kill", Map.of("signal", "15"));
    emit("die", Map.of("exitCode", "143"));
    emit("start", Map.of());
    emit("kill", Map.of("signal", "9"));
    emit("die", Map.of("exitCode", "137"));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(137));
  }

  @Test
  void whatTheEngineRefusesToRemoveSinceItRunsIsFollowed() {
    engine.on(
        "DELETE",
        "/containers/e1",
        FakeEngine.then(
            FakeEngine.refuse(409, "You cannot remove a running container"),
            FakeEngine.json(204, "")));
    engine.on("GET", "/containers/e1/json", FakeEngine.json(200, "{\"State\":{\"Running\":true}}"));
    emit("die", Map.of("exitCode", "1"));
    await().until(() -> engine.calls("GET", "/containers/e1/json") > 0);
    emit("die", Map.of("exitCode", "2"));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(2));
  }

  @Test
  void whatSomebodyElsesContainerWithTheSameLabelsDoesIsNoNews() {
    engine.emit("pause", "e9", attributes(Map.of()));
    engine.emit("die", "e9", attributes(Map.of("exitCode", "9")));
    emit("die", Map.of("exitCode", "3"));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(3));
    assertThat(told.notes("i1")).isEmpty();
    assertThat(engine.calls("DELETE|GET", "/containers/e9.*")).isZero();
  }

  @Test
  void theExitCodeOfAStopIsToldThoughItsEventIsLost() {
    engine.on("POST", "/containers/e1/stop", FakeEngine.json(204, ""));
    inspects(143, false);
    backend.stop("i1", Duration.ZERO);
    assertThat(told.ends("i1")).containsExactly(InstanceEnd.of(143));
    emit("die", Map.of("exitCode", "143"));
    assertThat(told.ends("i1")).hasSize(1);
  }

  @Test
  void anEngineThatEndsEveryStreamOfEventsIsNotAskedAgainAndAgain() {
    engine.on("GET", "/events", FakeEngine.json(200, ""));
    engine.cutEvents();
    await().until(() -> engine.calls("GET", "/events") > 1);
    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
    assertThat(engine.calls("GET", "/events")).isLessThan(12);
  }

  @Test
  void theRemarkOfMemoryIsGivenToAnEndThatFollows() {
    emit("oom", Map.of());
    emit("die", Map.of("exitCode", "1"));
    await().until(() -> !told.ends("i1").isEmpty());
    assertThat(told.ends("i1")).containsExactly(new InstanceEnd(1, "out of memory"));
  }

  @Test
  void whatIsLeftOfAStartThatNobodyKnowsIsRemovedWhenTheEngineIsBack() {
    engine.on("DELETE", "/containers/e2", FakeEngine.json(204, ""));
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[" + container("e1", "i1", "running") + "," + container("e2", "i2", "created") + "]"));
    back(engine::cutEvents);
    await().until(() -> engine.calls("DELETE", "/containers/e2") == 1);
    assertThat(engine.calls("DELETE", "/containers/e1")).isZero();
  }

  @Test
  void anInterruptEndsACallThatHangs() throws Exception {
    engine.on("GET", "/images/json", engine.hang());
    AtomicReference<PopException> failed = new AtomicReference<>();
    AtomicReference<Boolean> interrupted = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              failed.set(catchThrowableOfType(PopException.class, backend::images));
              interrupted.set(Thread.currentThread().isInterrupted());
            });
    caller.start();
    await().until(() -> engine.calls("GET", "/images/json") == 1);
    caller.interrupt();
    caller.join(30_000);
    assertThat(failed.get().code()).isEqualTo(Code.CANCELLED);
    assertThat(interrupted.get()).isTrue();
  }

  /** Takes two time limits, 20 s in all. */
  @Test
  @EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
  void anEngineThatKeepsSilentIsGone() {
    engine.on("GET", "/_ping", engine.hang());
    engine.on("GET", "/images/json", FakeEngine.cut());
    assertThat(catchThrowableOfType(PopException.class, backend::images).code())
        .isEqualTo(Code.UNAVAILABLE);
    await()
        .atMost(EngineClients.PROBE_TIME.multipliedBy(6))
        .until(() -> states.contains(EngineState.RECOVERING));
    assertThat(engine.calls("GET", "/_ping")).isGreaterThanOrEqualTo(2);
  }

  @Test
  @Tag("measures")
  void isClosedQuicklyThoughTheEngineHangs() {
    engine.on("DELETE", "/containers/e1", engine.hang());
    emit("die", Map.of("exitCode", "3"));
    await().until(() -> engine.calls("DELETE", "/containers/e1") == 1);
    long begun = System.nanoTime();
    backend.close();
    backend.close();
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
    assertThat(backend.state()).isEqualTo(EngineState.CLOSED);
    await().untilAsserted(() -> assertThat(threads()).isEmpty());
  }

  /** With what they are at, for whoever has to find out why they are there. */
  private List<String> threads() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> thread.getKey().getName().startsWith("docker-" + popName))
        .map(thread -> thread.getKey().getName() + " " + Arrays.toString(thread.getValue()))
        .toList();
  }

  /** Until the way to the engine was lost, found again, and all was compared. */
  private void back(Runnable cut) {
    int before = engine.calls("GET", "/events");
    cut.run();
    await()
        .until(
            () -> engine.calls("GET", "/events") > before && backend.state() == EngineState.OPEN);
  }

  private void lists(String state) {
    engine.on(
        "GET", "/containers/json", FakeEngine.json(200, "[" + container("e1", "i1", state) + "]"));
  }

  private static String container(String id, String instance, String state) {
    return "{\"Id\":\"%s\",\"State\":\"%s\",\"Labels\":{\"%s\":\"%s\",\"%s\":\"%s\"}}"
        .formatted(id, state, Labels.OWNER, OWNER, Labels.INSTANCE, instance);
  }

  private void inspects(int exitCode, boolean dead) {
    engine.on(
        "GET",
        "/containers/e1/json",
        FakeEngine.json(
            200,
            "{\"State\":{\"Running\":false,\"ExitCode\":%d,\"Dead\":%s}}"
                .formatted(exitCode, dead)));
  }

  private void emit(String action, Map<String, String> attributes) {
    engine.emit(action, "e1", attributes(attributes));
  }

  private static Map<String, String> attributes(Map<String, String> more) {
    Map<String, String> attributes = new TreeMap<>(more);
    attributes.put(Labels.OWNER, OWNER);
    attributes.put(Labels.INSTANCE, "i1");
    return attributes;
  }
}
