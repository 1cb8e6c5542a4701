package org.mano4j.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForkTest {

  private static final URI NOWHERE = URI.create("unix:///nowhere");
  private static final TrialInput INPUT =
      new TrialInput(Effort.SMOKE, new Services(NOWHERE, NOWHERE, NOWHERE), Map.of("answer", "42"));

  /** Answers in the JVM it runs in. */
  public static final class Answering implements Trial {

    @Override
    public List<Sample> measure(TrialInput input) {
      return List.of(
          Sample.of("answer", Double.parseDouble(input.value("answer"))),
          Sample.of("process", ProcessHandle.current().pid()),
          Sample.of("option", Integer.getInteger("option")));
    }
  }

  /** Does not. */
  public static final class Failing implements Trial {

    @Override
    public List<Sample> measure(TrialInput input) {
      throw new IllegalStateException("the bridge is out");
    }
  }

  @Test
  void measuresInAJvmOfItsOwn() throws Exception {
    List<Sample> samples = new Fork(Answering.class, List.of("-Doption=7")).measure(INPUT);

    assertThat(samples).extracting(Sample::name).containsExactly("answer", "process", "option");
    assertThat(samples.get(0).ours()).isEqualTo(42);
    assertThat(samples.get(1).ours()).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(samples.get(2).ours()).isEqualTo(7);
  }

  @Test
  void aForkThatFailsSaysWhy() {
    assertThatThrownBy(() -> new Fork(Failing.class, List.of()).measure(INPUT))
        .hasMessageContaining("Failing ended with 1")
        .hasMessageContaining("the bridge is out");
  }

  @Test
  void aServiceThatIsNotThereIsNamedWithTheRemedy() {
    assertThatThrownBy(() -> INPUT.services().engine())
        .isInstanceOf(Unavailable.class)
        .hasMessageContaining("no Docker Engine at unix:///nowhere")
        .hasMessageContaining("--docker");
  }

  /** Makes something that others would keep, and goes on for long. */
  public static final class Endless implements Trial {

    @Override
    public List<Sample> measure(TrialInput input) throws Exception {
      Path made = Path.of(input.value("made"));
      try (Leftover<AutoCloseable> file = Leftover.of(() -> Files.delete(made))) {
        Files.createFile(made);
        System.out.println("made");
        new CountDownLatch(1).await();
        return List.of(Sample.of(file.toString(), 0));
      }
    }
  }

  @Test
  void aForkThatNobodyListensToRemovesWhatItMade(@TempDir Path folder) throws Exception {
    Path made = folder.resolve("made");
    Process fork =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ForkMain.class.getName(),
                Endless.class.getName(),
                folder.resolve("samples").toString())
            .start();
    try (OutputStream input = fork.getOutputStream()) {
      TrialInput told =
          new TrialInput(Effort.SMOKE, INPUT.services(), Map.of("made", made.toString()));
      input.write(new ObjectMapper().writeValueAsBytes(told));
      input.write('\n');
      input.flush();
      assertThat(fork.inputReader().readLine()).isEqualTo("made");
      assertThat(made).exists();
    }

    assertThat(fork.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(made).doesNotExist();
  }
}
