package org.mano4j.benchmarks.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

  @Test
  void comparesWithinEachRoundAndNotTheMediansOfAll() throws Exception {
    Iterator<Double> bare = List.of(10.0, 50.0, 200.0).iterator();
    Iterator<Double> ours = List.of(100.0, 51.0, 202.0).iterator();
    Rounds rounds = new Rounds(List.of(bare::next, ours::next));

    rounds.run(3);

    assertThat(rounds.median(0)).isEqualTo(50);
    assertThat(rounds.median(1)).isEqualTo(100);
    assertThat(rounds.added(1, 0)).isEqualTo(2);
  }

  @Test
  void eachWayIsTheFirstOneInTurn() throws Exception {
    StringBuilder order = new StringBuilder();
    Rounds rounds =
        new Rounds(
            List.of(
                () -> (double) order.append('a').length(),
                () -> (double) order.append('b').length(),
                () -> (double) order.append('c').length()));

    rounds.run(3);

    assertThat(order).hasToString("abcbcacab");
  }

  @Test
  void chanceLeavesTheMedianBetweenTwoRanks() throws Exception {
    Iterator<Double> added = IntStream.rangeClosed(1, 36).mapToObj(i -> (double) i).iterator();
    Rounds rounds = new Rounds(List.of(() -> 0.0, added::next));

    rounds.run(36);

    assertThat(rounds.leastAdded(1, 0)).isEqualTo(13);
    assertThat(rounds.mostAdded(1, 0)).isEqualTo(24);
  }
}
