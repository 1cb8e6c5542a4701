package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** How many requests a manager takes at a time, by a clock that is moved by hand. */
class HeadroomTest {

  private final List<Integer> told = new ArrayList<>();
  private final Queue<Runnable> looks = new ArrayDeque<>();
  private long now = Long.MAX_VALUE - 1_000; // it runs over, as it may
  private Headroom headroom = with(8, told::add);

  private Headroom with(int workers, IntConsumer window) {
    return new Headroom(workers, () -> now, looks::add, window);
  }

  /** Time passes while as many are done, and somebody looks at the end. */
  private void pass(int millis, int done) {
    for (int i = 0; i < done; i++) {
      headroom.done();
    }
    now += TimeUnit.MILLISECONDS.toNanos(millis);
    Runnable look = looks.poll();
    if (look != null) {
      look.run();
    }
  }

  private int last() {
    return told.get(told.size() - 1);
  }

  @Test
  void takesWhatWasDoneInTwentyFiveMillisecondsBesidesItsWorkers() {
    pass(100, 128);
    assertThat(told).containsExactly(8 + 32);

    pass(100, 200);
    assertThat(told).containsExactly(40, 8 + 50);
  }

  @Test
  void reckonsWithTheTimeThatHasReallyPassed() {
    pass(400, 800);

    assertThat(told).containsExactly(8 + 50);
  }

  @Test
  void handlersThatTakeSecondsChangeNothing() {
    for (int i = 0; i < 100; i++) {
      pass(100, i % 2);
    }

    assertThat(told).isEmpty();
  }

  @Test
  void isBackAtItsWorkersWithinASecondWhenNothingIsDone() {
    pass(100, 1_000_000);
    assertThat(last()).isEqualTo(8 + 64);

    for (int i = 0; i < 10; i++) {
      pass(100, 0);
    }

    assertThat(last()).isEqualTo(8);
    assertThat(told).isSortedAccordingTo((a, b) -> b - a);
  }

  @Test
  void aPauseCostsHalfOfIt() {
    pass(100, 200);
    pass(100, 0);
    assertThat(last()).isEqualTo(8 + 25);

    pass(100, 200);
    assertThat(last()).isEqualTo(8 + 50);
  }

  @Test
  void neverTakesMoreThanEightMoreForEachWorker() {
    pass(100, 1_000_000);
    assertThat(last()).isEqualTo(8 + 64);

    told.clear();
    looks.clear();
    headroom = with(1, told::add);
    pass(100, 1_000_000);
    assertThat(told).containsExactly(1 + 8);
  }

  @Test
  void nobodyLooksWhileNothingIsDone() {
    assertThat(looks).isEmpty();
    pass(100, 1);
    assertThat(looks).hasSize(1);

    pass(100, 0);
    assertThat(looks).isEmpty();

    pass(100, 200);
    assertThat(last()).isEqualTo(8 + 50);
  }

  @Test
  void whatCouldNotBeToldIsToldAgain() {
    boolean[] fails = {true};
    headroom =
        with(
            8,
            requests -> {
              if (fails[0]) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              told.add(requests);
            });
    pass(100, 200);
    assertThat(told).isEmpty();

    fails[0] = false;
    pass(100, 200);

    assertThat(told).containsExactly(8 + 50);
  }

  @Test
  void aManagerThatHasEndedLooksNoMore() {
    headroom =
        new Headroom(
            8,
            () -> now,
            look -> {
              throw new RejectedExecutionException("shut down");
            },
            told::add);

    headroom.done();
    headroom.done();

    assertThat(told).isEmpty();
  }
}
