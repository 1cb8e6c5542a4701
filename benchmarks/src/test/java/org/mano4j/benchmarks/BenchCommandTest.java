package org.mano4j.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.harness.Unavailable;
import picocli.CommandLine;

class BenchCommandTest {

  private static final Question CALLS = Question.atLeast("calls", "calls/s", "bare calls", 0.8);

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aTargetThatIsReachedIsWell() {
    int code = run(List.of(measuring("pop", 90)), "pop");

    assertThat(code).isZero();
    assertThat(out.toString())
        .contains("calls", "90.0 calls/s", "100 calls/s", "bare calls", "0.90", ">= 0.80", "ok")
        .contains("1 targets, 0 missed");
  }

  @Test
  void aMissedTargetIsAFailureThatStandsInTheTable() {
    assertThat(run(List.of(measuring("pop", 70)))).isEqualTo(1);
    assertThat(out.toString()).contains("MISSED").contains("1 targets, 1 missed");
  }

  @Test
  void jsonIsOneDocument() throws Exception {
    assertThat(run(List.of(measuring("bus", 90), measuring("pop", 70)), "--json")).isEqualTo(1);

    JsonNode suites = new ObjectMapper().readTree(out.toString()).path("suites");
    assertThat(suites).hasSize(2);
    JsonNode metric = suites.get(1).path("metrics").get(0);
    assertThat(suites.get(1).path("name").asText()).isEqualTo("pop");
    assertThat(metric.path("ratio").asDouble()).isEqualTo(0.7);
    assertThat(metric.path("target").asDouble()).isEqualTo(0.8);
    assertThat(metric.path("better").asText()).isEqualTo("higher");
    assertThat(metric.path("ok").asBoolean(true)).isFalse();
  }

  @Test
  void whatCannotBeMeasuredDoesNotKeepTheOthersFromIt() {
    Suite brokerless =
        suite(
            "bus",
            run -> {
              throw new Unavailable("no RabbitMQ here");
            });

    assertThat(run(List.of(brokerless, measuring("pop", 90)))).isZero();
    assertThat(out.toString()).contains("not measured: no RabbitMQ here").contains("90.0 calls/s");
    assertThat(run(List.of(brokerless), "bus")).as("asked for by its name").isEqualTo(1);
  }

  @Test
  void aSuiteThatFailsSaysWhyAndTheNextOneRuns() {
    Suite failing =
        suite(
            "bus",
            run -> {
              throw new IllegalStateException("a fork ended with 1");
            });

    assertThat(run(List.of(failing, measuring("pop", 90)))).isEqualTo(1);
    assertThat(out.toString()).contains("failed: a fork ended with 1").contains("90.0 calls/s");
  }

  @Test
  void anUnknownSuiteIsWrongUsageAndNamesTheKnownOnes() {
    assertThat(run(List.of(measuring("pop", 90)), "pops")).isEqualTo(64);
    assertThat(err.toString()).contains("there is no suite pops; known are pop");
  }

  @Test
  void anAddressThatIsNoneIsWrongUsageAndShowsOne() {
    assertThat(run(List.of(measuring("pop", 90)), "--amqp", "localhost:5672")).isEqualTo(64);
    assertThat(run(List.of(measuring("pop", 90)), "--docker", "tcp://localhost:1")).isEqualTo(64);
    assertThat(err.toString())
        .contains("--amqp 'localhost:5672' is no address", "like amqp://guest")
        .contains("--docker 'tcp://localhost:1' is no address", "like unix:///");
  }

  @Test
  void theLauncherIsToldWhatToStart() {
    List<Suite> suites = List.of(measuring("pop", 90));

    run(suites, "--needs");
    run(suites, "--needs", "--docker", "unix:///elsewhere");
    run(suites, "--needs", "--list");

    assertThat(out.toString().lines()).containsExactly("broker engine", "broker", "");
  }

  private int run(List<Suite> suites, String... args) {
    return new CommandLine(new BenchCommand(suites))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private static Suite measuring(String name, double ours) {
    return suite(name, run -> run.answer(List.of(CALLS), List.of(Sample.of("calls", ours, 100))));
  }

  private interface Measurement {
    void run(Run run);
  }

  private static Suite suite(String name, Measurement measurement) {
    return new Suite() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String question() {
        return "how fast is " + name + "?";
      }

      @Override
      public Set<Need> needs() {
        return Set.of(Need.ENGINE, Need.BROKER);
      }

      @Override
      public void run(Run run) {
        measurement.run(run);
      }
    };
  }
}
