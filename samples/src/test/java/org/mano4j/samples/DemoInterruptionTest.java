package org.mano4j.samples;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.samples.daemon.ProgramProcess;

class DemoInterruptionTest {

  private final AtomicInteger ends = new AtomicInteger();
  private final DemoInterruption interruption = new DemoInterruption(ends::incrementAndGet);

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theFirstSignalInterruptsTheWork() {
    interruption.happens("INT");

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(interruption.signal()).isEqualTo("INT");
    assertThat(ends).hasValue(0);
  }

  @Test
  void tidyingUpIsNotInterrupted() {
    interruption.release();
    interruption.happens("TERM");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(ends).hasValue(0);
  }

  @Test
  void whatWasInterruptedBeforeIsTidiedUpUndisturbed() {
    interruption.happens("INT");
    interruption.release();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void theSecondSignalEndsAtOnce() {
    interruption.happens("INT");
    interruption.happens("INT");

    assertThat(ends).hasValue(1);
  }

  @Test
  void aDemoThatIsEndedAtOnceTakesItsProcessesAndFilesAlong(@TempDir Path folder) throws Exception {
    try (ProgramProcess demo =
        ProgramProcess.start(
            folder,
            Map.of("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + folder),
            "demo",
            "--processes",
            "--json")) {
      ProcessHandle process = ProcessHandle.of(demo.pid()).orElseThrow();
      await().atMost(ofSeconds(40)).until(() -> process.children().findAny().isPresent());
      List<ProcessHandle> children = process.children().toList();

      demo.signal("TERM");
      demo.signal("TERM");

      assertThat(demo.end()).isEqualTo(ExitCode.FAILED);
      await().atMost(ofSeconds(40)).until(() -> children.stream().noneMatch(this::isAlive));
      assertThat(folder.toFile().list()).noneMatch(name -> name.startsWith("mano4j-demo-"));
    }
  }

  /** One that has ended, and that nobody has asked for yet, counts as alive for Java. */
  private boolean isAlive(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
