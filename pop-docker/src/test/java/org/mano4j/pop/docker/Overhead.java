package org.mano4j.pop.docker;

import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * What one way takes longer than another one, in milliseconds.
 *
 * @param rounds how often each way was taken
 * @param bare median of the one way
 * @param pop median of the other
 * @param paired median of the differences of two that were taken one after the other
 * @param least with a probability of 95 %, that median is not less than this by chance
 * @param most nor more than this
 */
record Overhead(int rounds, double bare, double pop, double paired, double least, double most) {

  private static final double NANOS = 1_000_000;

  /** Takes both ways so often, in turns; each tells its nanoseconds. */
  static Overhead measure(int rounds, LongSupplier bareWay, LongSupplier popWay) {
    double[] bare = new double[rounds];
    double[] pop = new double[rounds];
    double[] difference = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      // What comes second may profit from the first, or suffer.
      if (round % 2 == 0) {
        bare[round] = bareWay.getAsLong() / NANOS;
        pop[round] = popWay.getAsLong() / NANOS;
      } else {
        pop[round] = popWay.getAsLong() / NANOS;
        bare[round] = bareWay.getAsLong() / NANOS;
      }
      difference[round] = pop[round] - bare[round];
    }
    Arrays.sort(difference);
    // How many of the differences lie below their median is a matter of tossing a coin.
    int rank = (int) Math.max(0, Math.floor((rounds - 1.96 * Math.sqrt(rounds)) / 2));
    return new Overhead(
        rounds,
        median(bare),
        median(pop),
        median(difference),
        difference[rank],
        difference[rounds - 1 - rank]);
  }

  /** Difference of the medians. */
  double ofMedians() {
    return pop - bare;
  }

  @Override
  public String toString() {
    return String.format(
        "medians of %d: bare %.2f ms, Pop %.2f ms, %.2f ms more; median of the paired differences"
            + " %.2f ms (95 %%: %.2f to %.2f)",
        rounds, bare, pop, ofMedians(), paired, least, most);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return (sorted[half] + sorted[sorted.length - 1 - half]) / 2;
  }
}
