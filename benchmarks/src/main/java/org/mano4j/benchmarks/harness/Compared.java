package org.mano4j.benchmarks.harness;

import java.util.concurrent.Callable;

/**
 * Two loads that ran in turns, so that what else the machine does meets both alike.
 *
 * @param ours all rounds of the one
 * @param reference all rounds of the other
 */
public record Compared(Observed ours, Observed reference) {

  /**
   * Runs both in turns: first one, then the other, then the other way round.
   *
   * @param rounds of each, even
   */
  public static Compared inTurns(int rounds, Callable<Observed> ours, Callable<Observed> reference)
      throws Exception {
    Observed allOurs = Observed.none();
    Observed allReference = Observed.none();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        allOurs = allOurs.plus(ours.call());
        allReference = allReference.plus(reference.call());
      } else {
        allReference = allReference.plus(reference.call());
        allOurs = allOurs.plus(ours.call());
      }
    }
    return new Compared(allOurs, allReference);
  }

  /** Operations per second of both. */
  public Sample throughput(String name) {
    return Sample.of(name, ours.perSecond(), reference.perSecond());
  }

  /** The time that half of both stay below; microseconds. */
  public Sample p50(String name) {
    return Sample.of(name, ours.p50Micros(), reference.p50Micros());
  }

  /** The time that all but one in a hundred of both stay below; microseconds. */
  public Sample p99(String name) {
    return Sample.of(name, ours.p99Micros(), reference.p99Micros());
  }

  /** What ours takes more, of that half; microseconds, negative if it takes less. */
  public Sample addedP50(String name) {
    return Sample.of(name, ours.p50Micros() - reference.p50Micros());
  }
}
