package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;

class InstanceEndingTest {

  private static final String LOGS = "/containers/e1/logs";

  private final FakeEngine engine = FakeEngine.start();
  private final InstanceSpec spec = Instances.spec("some").build();
  private DockerInstances instances;
  private Engine way;

  @BeforeEach
  void open() {
    engine.on("GET", LOGS, this::twoLines);
    engine.on("GET", "/containers/e1/json", FakeEngine.json(200, inspected(false)));
    engine.on("POST", "/containers/e1/.*", FakeEngine.json(204, ""));
    engine.on("DELETE", "/containers/.*", FakeEngine.json(204, ""));
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"e1\",\"State\":\"exited\",\"Labels\":{\"%s\":\"%s\",\"%s\":\"%s\"}}]"
                .formatted(Labels.OWNER, Instances.OWNER, Labels.INSTANCE, spec.id())));
    DockerPopConfig config = builder().config();
    way = new Engine(config);
    instances = instances(config);
  }

  @AfterEach
  void close() {
    way.close();
    engine.close();
  }

  @Test
  void readsTheOutputAndRemovesAndAsksNothingElse() {
    assertThat(instances.finish(spec.id(), "e1", InstanceEnd.of(3))).isTrue();
    assertThat(engine.asked()).containsExactly("GET " + LOGS, "DELETE /containers/e1");
    assertThat(engine.asked("DELETE", ".*").get(0).query()).doesNotContain("force=true");
    assertThat(read()).isEqualTo("one\ntwo\n");
    engine.on("GET", "/containers/json", FakeEngine.json(200, "[]"));
    assertThat(instances.all()).containsExactly(InstanceState.kept(spec.id(), 3));
  }

  @Test
  void oneThatRunsAgainIsNotRemoved() {
    engine.on(
        "DELETE", "/containers/e1", FakeEngine.refuse(409, "You cannot remove a running one"));
    engine.on("GET", "/containers/e1/json", FakeEngine.json(200, inspected(true)));
    assertThat(instances.finish(spec.id(), "e1", InstanceEnd.of(0))).isFalse();
    engine.reset();
    read();
    assertThat(engine.calls("GET", LOGS)).as("what it writes now").isEqualTo(1);
  }

  @Test
  void theEndIsNotHeldUpByOutputThatCannotBeRead() {
    engine.on(
        "GET", LOGS, FakeEngine.refuse(500, "configured logging driver does not support reading"));
    assertThat(instances.finish(spec.id(), "e1", InstanceEnd.of(0))).isTrue();
    assertThat(engine.calls("DELETE", "/containers/e1")).isEqualTo(1);
  }

  @Test
  void waitsForOneThatSomebodyElseRemoves() {
    engine.on(
        "DELETE",
        "/containers/e1",
        FakeEngine.refuse(409, "removal of container e1 is already in progress"));
    engine.on(
        "GET",
        "/containers/e1/json",
        FakeEngine.then(
            FakeEngine.json(200, inspected(false)), FakeEngine.refuse(404, "No such container")));
    assertThat(instances.finish(spec.id(), "e1", InstanceEnd.of(0))).isTrue();
    assertThat(engine.calls("GET", "/containers/e1/json")).isEqualTo(2);
  }

  @Test
  void aStopKeepsTheOutputToo() {
    instances.stop(spec.id(), Duration.ofMillis(1));
    assertThat(engine.asked("POST", "/containers/e1/stop").get(0).parameter("t")).isEqualTo("1");
    assertThat(read()).isEqualTo("one\ntwo\n");
  }

  @Test
  void noGraceIsNone() {
    instances.stop(spec.id(), Duration.ZERO);
    assertThat(engine.asked("POST", "/containers/e1/stop").get(0).parameter("t")).isEqualTo("0");
  }

  @Test
  void oneThatIsNotThereIsStopped() {
    engine.on("GET", "/containers/json", FakeEngine.json(200, "[]"));
    instances.stop(spec.id(), Duration.ZERO);
    assertThat(engine.calls("POST|DELETE", ".*")).isZero();
  }

  @Test
  void anEndThatIsToldTwiceIsDoneOnce() {
    List<Thread> threads =
        Stream.generate(
                () -> new Thread(() -> instances.finish(spec.id(), "e1", InstanceEnd.of(0))))
            .limit(3)
            .toList();
    engine.on(
        "DELETE",
        "/containers/e1",
        call -> {
          // One waits for this answer, the others for that one.
          await().until(() -> threads.stream().filter(InstanceEndingTest::waits).count() == 2);
          call.json(204, "");
        });
    threads.forEach(Thread::start);
    await().until(() -> threads.stream().noneMatch(Thread::isAlive));
    assertThat(engine.calls("DELETE", "/containers/e1")).isEqualTo(1);
  }

  @Test
  void onlyTheLastBytesAreKept() {
    instances = instances(builder().keptOutput(10, 5).config());
    instances.finish(spec.id(), "e1", InstanceEnd.of(0));
    assertThat(read()).isEqualTo("two\n");
  }

  @Test
  void outputThatTheEngineDoesNotTellIsSaidInWords() {
    engine.on("GET", LOGS, FakeEngine.refuse(501, "driver does not support reading"));
    assertThatThrownBy(this::read)
        .isInstanceOf(PopException.class)
        .hasMessageContaining("cannot read the output")
        .hasMessageContaining("driver does not support reading");
  }

  @Test
  void oneThatIsBeingRemovedHasNoOutputButWhatIsKept() {
    engine.on("GET", LOGS, FakeEngine.refuse(409, "marked for removal"));
    assertThatThrownBy(this::read)
        .isInstanceOfSatisfying(
            PopException.class, e -> assertThat(e.code()).isEqualTo(PopException.Code.NOT_FOUND));
  }

  @Test
  void oneThatHasEndedUsesNothing() {
    assertThatThrownBy(() -> instances.stats(spec.id())).hasMessageContaining("does not run");
  }

  @Test
  void whatIsKeptIsForgotten() {
    instances.finish(spec.id(), "e1", InstanceEnd.of(0));
    instances.forget(spec.id());
    engine.on("GET", "/containers/json", FakeEngine.json(200, "[]"));
    assertThat(instances.all()).isEmpty();
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  private String read() {
    StringBuilder text = new StringBuilder();
    instances.logs(spec.id(), LogOptions.all(), chunk -> text.append(chunk.text()));
    return text.toString();
  }

  private void twoLines(FakeEngine.Call call) throws java.io.IOException {
    call.exchange().sendResponseHeaders(200, 0);
    for (String line : List.of("one\n", "two\n")) {
      call.exchange().getResponseBody().write(new byte[] {1, 0, 0, 0, 0, 0, 0, 4});
      call.exchange().getResponseBody().write(line.getBytes(StandardCharsets.UTF_8));
    }
    call.exchange().close();
  }

  private static String inspected(boolean running) {
    return "{\"Id\":\"e1\",\"Name\":\"/x\",\"State\":{\"Running\":%s,\"Status\":\"exited\",\"ExitCode\":3}}"
        .formatted(running);
  }

  private DockerPopBuilder builder() {
    return DockerPopBackend.builder().engine(engine.uri()).popName("p");
  }

  private DockerInstances instances(DockerPopConfig config) {
    return new DockerInstances(
        way, config, new Labels(Instances.OWNER, "p"), image -> image, Runnable::run);
  }
}
