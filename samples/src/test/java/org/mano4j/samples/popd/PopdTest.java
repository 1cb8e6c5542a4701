package org.mano4j.samples.popd;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.docker.EngineState;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.daemon.Daemon;

/** How the program begins and ends, without an engine. */
class PopdTest {

  private static final Duration LONG = Duration.ofSeconds(50);

  private final InMemoryPopBackend backend =
      InMemoryPopBackend.builder().image("web:1").network("private", "10.0.0.0/24").build();
  private final PopServer server =
      PopServer.builder(backend).user("admin", "geheim").bcryptCost(4).build();
  private final PopSessions sessions = PopSessions.create();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void close() {
    sessions.close();
    server.close();
  }

  @Test
  void saysWhereItServesAndThatNothingWasLeft() throws Exception {
    Daemon popd = popd(LONG);
    CompletableFuture<Integer> code = serve(popd);
    awaitReady();
    assertThat(out.toString())
        .isEqualToNormalizingNewlines("ready at " + server.endpoint() + "; interrupt to end\n");

    popd.tell(Daemon.Event.END);

    assertThat(code.get(20, SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(out.toString()).endsWith("ended; nothing was left undone" + System.lineSeparator());
  }

  @Test
  void waitsForACallThatIsUnderWay() throws Exception {
    Daemon popd = popd(LONG);
    CompletableFuture<Integer> code = serve(popd);
    CompletableFuture<?> start;
    try (Gate gate = backend.holdStarts()) {
      start = startHeldUp(gate);
      popd.tell(Daemon.Event.END);
      await().atMost(20, SECONDS).until(this::refusesCalls);
      assertThat(code).isNotDone();
    }

    assertThat(code.get(20, SECONDS)).isEqualTo(ExitCode.DONE);
    assertThat(start).succeedsWithin(Duration.ofSeconds(20));
  }

  @Test
  void endsAtOnceWhenItIsToldSoTwice() throws Exception {
    Daemon popd = popd(LONG);
    CompletableFuture<Integer> code = serve(popd);
    try (Gate gate = backend.holdStarts()) {
      startHeldUp(gate);
      popd.tell(Daemon.Event.END);
      popd.tell(Daemon.Event.RELOAD);
      popd.tell(Daemon.Event.END);

      assertThat(code.get(20, SECONDS)).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("ended at once, being told so twice");
    }
  }

  @Test
  void tellsWhatWasLeftWhenTheTimeIsOver() throws Exception {
    Daemon popd = popd(Duration.ofMillis(100));
    CompletableFuture<Integer> code = serve(popd);
    try (Gate gate = backend.holdStarts()) {
      startHeldUp(gate);
      popd.tell(Daemon.Event.END);

      assertThat(code.get(20, SECONDS)).isEqualTo(ExitCode.FAILED);
      assertThat(err.toString()).contains("ended with 1 calls unanswered");
    }
  }

  @Test
  void whatCannotStartIsASentence() throws Exception {
    server.close(); // nothing can be started after that

    assertThat(serve(popd(LONG)).get(20, SECONDS)).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).startsWith("error:  ").contains("cannot be started").hasLineCount(1);
  }

  private Daemon popd(Duration drain) {
    return new Daemon(
        new Popd(server, () -> EngineState.OPEN),
        drain,
        new PrintWriter(out),
        new PrintWriter(err));
  }

  private static CompletableFuture<Integer> serve(Daemon popd) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return popd.serve();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private void awaitReady() {
    await().atMost(20, SECONDS).until(() -> out.toString().contains("to end"));
  }

  private PopClient client() {
    return sessions.client(server.endpoint(), new PopCredentials("admin", "geheim"));
  }

  private boolean refusesCalls() {
    try {
      client().withDeadline(Duration.ofMillis(200)).info();
      return false;
    } catch (RuntimeException e) {
      return true;
    }
  }

  /** A start that the platform holds up. */
  private CompletableFuture<?> startHeldUp(Gate gate) {
    awaitReady();
    String id = client().create(ContainerConfig.of("web", "web:1")).id();
    CompletableFuture<?> start = client().async().start(Filter.byId(id)).toCompletableFuture();
    await().atMost(20, SECONDS).until(() -> gate.waiting() == 1);
    return start;
  }
}
