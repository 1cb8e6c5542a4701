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
 * not grow. Where it seems to, there are thirty: what is gained in each round stands out the more,
 * and what came once, such as the threads of a pool that had more to do at a time than before, the
 * less. The figures are written to {@code target/soak.md}.
 */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class SoakIT {

  private static final int ROUNDS = Integer.getInteger("mano4j.soak", 10);

  /** Of so many, when something seems to have grown in fewer. */
  private static final int MOST_ROUNDS = Math.max(ROUNDS, 30);

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

    launchAndTerminate(ROUNDS, queues, figures);
    if (!growth(figures).isEmpty()) {
      launchAndTerminate(MOST_ROUNDS - ROUNDS, queues, figures);
    }

    assertThat(BENCH.settledConnections()).isEqualTo(connections);
    assertThat(BENCH.pop().connectionsMade())
        .as("connections to the Pop")
        .isEqualTo(popConnections);
    assertThat(sessions()).as("sessions at the Pop").isEqualTo(sessions);
    assertThat(growth(figures)).isEmpty();
  }

  @AfterAll
  static void end() {
    BENCH.end();
  }

  /** What was measured so far is written, whatever happens. */
  private static void launchAndTerminate(
      int rounds, List<String> queues, Map<String, List<ProcessFigures>> figures) throws Exception {
    try {
      for (int round = 0; round < rounds; round++) {
        BENCH.terminate(launched());
        BENCH.awaitNothingLeft(queues);
        for (DaemonProcess process : BENCH.processes()) {
          figures
              .computeIfAbsent(process.name(), name -> new ArrayList<>())
              .add(ProcessFigures.afterCollection(process.pid()));
        }
      }
    } finally {
      write(figures);
    }
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

  /** What has grown, a sentence each. */
  private static List<String> growth(Map<String, List<ProcessFigures>> figures) {
    List<String> growth = new ArrayList<>();
    figures.forEach(
        (name, all) -> {
          noteGrowth(growth, name + ": threads", all, ProcessFigures::threads);
          noteGrowth(growth, name + ": open files", all, ProcessFigures::files);
          noteNotLevel(growth, name + ": resident memory", all, ProcessFigures::residentKb);
          noteNotLevel(growth, name + ": anonymous memory", all, ProcessFigures::anonymousKb);
        });
    return growth;
  }

  /**
   * What is gained in each round is three more after a third of ten rounds. One more may be a
   * thread that a pool has begun when more was to do at a time than before.
   */
  private static void noteGrowth(
      List<String> growth,
      String what,
      List<ProcessFigures> all,
      ToLongFunction<ProcessFigures> figure) {
    long before = third(all, 1).stream().mapToLong(figure).min().orElseThrow();
    long last = third(all, 2).stream().mapToLong(figure).min().orElseThrow();
    if (last > before + 1) {
      growth.add("%s: from %d to %d in the last third, of %s".formatted(what, before, last, all));
    }
  }

  private static void noteNotLevel(
      List<String> growth,
      String what,
      List<ProcessFigures> all,
      ToLongFunction<ProcessFigures> figure) {
    double before = third(all, 1).stream().mapToLong(figure).average().orElseThrow();
    double last = third(all, 2).stream().mapToLong(figure).average().orElseThrow();
    if (last > before * MEMORY) {
      growth.add(
          "%s: from %.0f to %.0f in the last third, of %s".formatted(what, before, last, all));
    }
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
