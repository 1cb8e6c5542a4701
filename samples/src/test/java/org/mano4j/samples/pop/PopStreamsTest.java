package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.pop.Filter;
import org.mano4j.pop.LogChunk;
import org.mano4j.samples.ExitCode;

class PopStreamsTest {

  @RegisterExtension private final ServedPop pop = new ServedPop();

  private PopTerminal terminal;

  @BeforeEach
  void open() {
    terminal = pop.terminal();
  }

  @Test
  void watchShowsALineForEachChangeUntilThePopEnds() {
    CompletableFuture<Integer> code = run("watch", "-o", "table");
    await().until(() -> terminal.out().startsWith("SEQUENCE "));
    await().until(() -> terminal.out().contains("bookmark"));

    pop.create("web");
    await().until(() -> terminal.out().contains("container ready for instantiation"));
    pop.server().close();

    assertThat(code.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(ExitCode.FAILED);
    assertThat(terminal.out().lines().toList().get(2))
        .contains("changed", "CREATED", "web", "container ready for instantiation");
    assertThat(terminal.err()).startsWith("error:  ").hasLineCount(1);
  }

  @Test
  void watchForProgramsIsAJsonObjectInALine() {
    CompletableFuture<Integer> code = run("watch", "--json");
    await().until(() -> terminal.out().contains("\"BOOKMARK\"}\n"));

    pop.create("web");

    await().until(() -> terminal.out().contains("\"ips\":{\"private\":[\"172.16.0.2\"]}}\n"));
    assertThat(terminal.out()).hasLineCount(2);
    pop.server().close();
    assertThat(code.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void pullTellsItsStepsBesideTheImage() {
    assertThat(terminal.run("pull", "db:2")).isZero();

    assertThat(terminal.out()).startsWith("created: ").contains("\nname: db:2\n");
    assertThat(terminal.err()).contains(": ").doesNotContain("\u001b").doesNotContain("error");
  }

  @Test
  void pullIsABarOnATerminalThatIsGoneAtItsEnd() {
    assertThat(terminal.isTerminal().run("pull", "db:2")).isZero();

    assertThat(terminal.err()).contains("[###").endsWith("\r\u001b[K");
  }

  @Test
  void statsAreATableForPeople() {
    pop.run("web");

    assertThat(terminal.run("stats", "web", "-o", "table")).isZero();
    assertThat(terminal.out())
        .startsWith("NAME   CPU       MEMORY   LIMIT   PIDS   NETWORK IN/OUT\nweb    ")
        .hasLineCount(2);
  }

  @Test
  void logsAreWhatTheContainerHasWrittenAndWhereItHas() {
    String id = pop.run("web").id();
    pop.backend().write(id, LogChunk.Stream.OUTPUT, "one\ntwo\n");
    pop.backend().write(id, LogChunk.Stream.ERROR, "oh\n");

    assertThat(terminal.run("logs", "web")).isZero();
    assertThat(terminal.out()).isEqualTo("one\ntwo\n");
    assertThat(terminal.err()).isEqualTo("oh\n");
    assertThat(terminal.run("logs", "web", "--tail", "2")).isZero();
    assertThat(terminal.out()).isEqualTo("two\n");
  }

  @Test
  void infoTellsWhatThePopIs() {
    pop.create("web");

    assertThat(terminal.run("info")).isZero();
    assertThat(terminal.out())
        .contains("\nname: pop-1\n", "\ntype: memory\n", "used:\n  containers: 1\n");
    assertThat(terminal.run("info", "-o", "table")).isZero();
    assertThat(terminal.out()).startsWith("Name           pop-1\nType           memory\n");
  }

  @Test
  void resetBeginsAnotherLife() {
    pop.run("web");
    pop.backend().exit(pop.client().container(Filter.byName("web")).orElseThrow().id(), 3);
    await()
        .until(
            () -> {
              terminal.run("servers", "web", "-o", "table");
              return terminal.out().contains("FAILED (3)");
            });

    assertThat(terminal.run("reset", "web")).isZero();
    assertThat(terminal.out()).contains("\nlife: 2\n", "\nstatus: CREATED\n");
  }

  private CompletableFuture<Integer> run(String... arguments) {
    return CompletableFuture.supplyAsync(() -> terminal.run(arguments));
  }
}
