package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;

/**
 * Several ways to do the same, each taken once in a round and every time in another place of it.
 * What differs from round to round more than from way to way is compared within a round.
 */
final class Rounds {

  private final List<Callable<Double>> ways;
  private final List<List<Double>> times;
  private int next;

  /** Ways that tell how long they took. */
  Rounds(List<Callable<Double>> ways) {
    this.ways = List.copyOf(ways);
    this.times = ways.stream().map(way -> (List<Double>) new ArrayList<Double>()).toList();
  }

  void run(int rounds) throws Exception {
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < ways.size(); i++) {
        int way = (i + next) % ways.size();
        times.get(way).add(ways.get(way).call());
      }
      next++;
    }
  }

  /** What was before was a warm-up. */
  void forget() {
    times.forEach(List::clear);
  }

  double median(int way) {
    return median(times.get(way));
  }

  /** Median of what one way took more than the other in the same round. */
  double added(int way, int other) {
    return median(differences(way, other));
  }

  /**
   * Between these two, that median lies with a probability of 95 %, whatever the differences are
   * distributed like: how many of them lie below it is a matter of tossing a coin.
   */
  double leastAdded(int way, int other) {
    List<Double> sorted = differences(way, other).stream().sorted().toList();
    return sorted.get(rank(sorted.size()));
  }

  /** The upper end of it. */
  double mostAdded(int way, int other) {
    List<Double> sorted = differences(way, other).stream().sorted().toList();
    return sorted.get(sorted.size() - 1 - rank(sorted.size()));
  }

  /** As many differences as are less than the lower end. */
  private static int rank(int count) {
    return (int) Math.max(0, Math.floor((count - 1.96 * Math.sqrt(count)) / 2));
  }

  private List<Double> differences(int way, int other) {
    return IntStream.range(0, times.get(way).size())
        .mapToObj(round -> times.get(way).get(round) - times.get(other).get(round))
        .toList();
  }

  static double median(List<Double> values) {
    return StatUtils.percentile(values.stream().mapToDouble(Double::doubleValue).toArray(), 50);
  }
}
