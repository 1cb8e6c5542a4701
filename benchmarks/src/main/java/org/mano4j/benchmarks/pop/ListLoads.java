package org.mano4j.benchmarks.pop;

import java.time.Duration;
import java.util.List;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Compared;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.pop.Filter;

/** Lists of all containers of a Pop, in both ways in turns. */
final class ListLoads {

  static final int SHORT = 100;
  static final int LONG = 10_000;

  private ListLoads() {}

  /** How many containers to list; in a smoke run never many. */
  static int length(int wanted, Effort effort) {
    return Math.min(wanted, effort.pick(2 * SHORT, wanted, wanted));
  }

  /** What {@link #measure} answers. */
  static List<Question> reported(int length) {
    return List.of(
        Question.reported(name(length) + ", p50", "µs", CallLoads.STUB, Better.LOWER),
        Question.reported(name(length) + ", p99", "µs", CallLoads.STUB, Better.LOWER));
  }

  /**
   * All figures.
   *
   * @throws IllegalStateException if there are not so many containers
   */
  static List<Sample> measure(BothWays pop, int wanted, Effort effort) throws Exception {
    int length = length(wanted, effort);
    Duration turn = Duration.ofMillis(effort.pick(20, 150, 500));
    lists(pop, length, effort.pick(2, 2, 8), turn);
    Compared compared = lists(pop, length, effort.pick(2, 4, 12), turn);
    return List.of(compared.p50(name(wanted) + ", p50"), compared.p99(name(wanted) + ", p99"));
  }

  private static Compared lists(BothWays pop, int length, int turns, Duration turn)
      throws Exception {
    return Compared.inTurns(
        turns,
        () ->
            Load.sequential(
                () -> checked(pop.ours().containers(Filter.all()).size(), length), turn),
        () ->
            Load.sequential(
                () ->
                    checked(
                        pop.bare()
                            .call()
                            .containers(org.mano4j.pop.proto.Filter.getDefaultInstance())
                            .getListCount(),
                        length),
                turn));
  }

  private static int checked(int found, int length) {
    if (found != length) {
      throw new IllegalStateException(
          "a list has %d containers in place of %d; does somebody else use this Pop?"
              .formatted(found, length));
    }
    return found;
  }

  private static String name(int length) {
    return "list of %,d".formatted(length);
  }
}
