package org.mano4j.samples.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.Status;

/**
 * Launches and terminations in a row, {@code -Dmano4j.soak} of them: what each process uses does
 * not grow. The figures are written to {@code target/soak.md}.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class SoakIT {

  private static final int ROUNDS = Integer.getInteger("mano4j.soak", 10);

  /** By which memory may be more at last than before, for measurements differ. */
  private static final double MEMORY = 1.05;

  @RegisterExtension static final SystemBench BENCH = SystemBench.withPopServer(SystemBench.BOUND);

  @Test
  @Timeout(value = 10, unit = TimeUnit.MINUTES)
  void nothingGrows() throws Exception {
    Map<String, List<ProcessFigures>> figures = new LinkedHashMap<>();
    BENCH.terminate(launched()); // from the first call on there is a mgmt door
    List<String> queues = BENCH.queues();
    BENCH.awaitNothingLeft(queues);
    List<String> connections = BENCH.settledConnections();
    int popConnections = BENCH.pop().connectionsMade();
    long sessions = sessions();

    for (int round = 0; round < ROUNDS; round++) {
      BENCH.terminate(launched());
      BENCH.awaitNothingLeft(queues);
      for (DaemonProcess process : BENCH.processes()) {
        figures
            .computeIfAbsent(process.name(), name -> new ArrayList<>())
            .add(ProcessFigures.afterCollection(process.pid()));
      }
    }

    write(figures);
    assertThat(BENCH.broker().connections()).isEqualTo(connections);
    assertThat(BENCH.pop().connectionsMade())
        .as("connections to the Pop")
        .isEqualTo(popConnections);
    assertThat(sessions()).as("sessions at the Pop").isEqualTo(sessions);
    figures.forEach(SoakIT::assertLevel);
  }

  @AfterAll
  static void end() {
    BENCH.end();
  }

  private static String launched() {
    String nsr = BENCH.launch();
    assertThat(BENCH.end(nsr)).as(() -> "" + BENCH.nfvo().failure(nsr)).isEqualTo(Status.ACTIVE);
    return nsr;
  }

  /** Those that were opened and not ended. */
  private static long sessions() {
    String log = BENCH.process("pop-server").log();
    return log.lines().filter(line -> line.contains("call=Login outcome=OK")).count()
        - log.lines().filter(line -> line.contains("call=Logout outcome=OK")).count();
  }

  private static void assertLevel(String name, List<ProcessFigures> all) {
    assertNoGrowth(name + ": threads", all, ProcessFigures::threads);
    assertNoGrowth(name + ": open files", all, ProcessFigures::files);
    assertLevelsOff(name + ": resident memory", all, ProcessFigures::residentKb);
    assertLevelsOff(name + ": anonymous memory", all, ProcessFigures::anonymousKb);
  }

  /**
   * What is gained in each round is three more after a third of the rounds. One more may be a
   * thread that a pool has begun when more was to do at a time than before.
   */
  private static void assertNoGrowth(
      String what, List<ProcessFigures> all, ToLongFunction<ProcessFigures> figure) {
    long before = third(all, 1).stream().mapToLong(figure).min().orElseThrow();
    long last = third(all, 2).stream().mapToLong(figure).min().orElseThrow();
    assertThat(last).as(what + " in the last third, of " + all).isLessThanOrEqualTo(before + 1);
  }

  private static void assertLevelsOff(
      String what, List<ProcessFigures> all, ToLongFunction<ProcessFigures> figure) {
    double before = third(all, 1).stream().mapToLong(figure).average().orElseThrow();
    double last = third(all, 2).stream().mapToLong(figure).average().orElseThrow();
    assertThat(last)
        .as(what + " in the last third, of " + all)
        .isLessThanOrEqualTo(before * MEMORY);
  }

  /** The second, or the last third. */
  private static List<ProcessFigures> third(List<ProcessFigures> all, int number) {
    return all.subList(all.size() * number / 3, all.size() * (number + 1) / 3);
  }

  private static void write(Map<String, List<ProcessFigures>> figures) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("| process | launches | threads | files | VmRSS, KB | anonymous, KB |");
    lines.add("|---|---|---|---|---|---|");
    figures.forEach(
        (name, all) -> {
          for (int round = 0; round < all.size(); round += Math.max(1, all.size() / 6)) {
            lines.add(row(name, round, all.get(round)));
          }
          lines.add(row(name, all.size() - 1, all.get(all.size() - 1)));
        });
    Files.write(Path.of("target", "soak.md"), lines);
  }

  private static String row(String name, int round, ProcessFigures at) {
    return "| %s | %d | %d | %d | %d | %d |"
        .formatted(name, round + 2, at.threads(), at.files(), at.residentKb(), at.anonymousKb());
  }
}
