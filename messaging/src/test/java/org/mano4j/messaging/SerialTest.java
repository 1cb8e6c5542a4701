package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** Threads are tasks that the test runs when it likes. */
class SerialTest {

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private int refusals;
  private final Serial serial = new Serial(this::take);

  private void take(Runnable task) {
    if (refusals > 0) {
      refusals--;
      throw new RejectedExecutionException("as wanted");
    }
    threads.add(task);
  }

  private boolean here(String what) {
    return serial.runHere(() -> done.add(what));
  }

  private void later(String what) {
    serial.execute(() -> done.add(what));
  }

  private void runAll() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  @Test
  void runsHereWhenNothingRunsOrWaits() {
    assertThat(here("a")).isTrue();

    assertThat(done).containsExactly("a");
    assertThat(threads).isEmpty();
  }

  @Test
  void doesNotOvertakeWhatWaits() {
    later("a");

    assertThat(here("b")).isFalse();

    runAll();
    assertThat(done).containsExactly("a");
    assertThat(here("c")).isTrue();
  }

  @Test
  void refusesFromWithinATask() {
    List<Boolean> nested = new ArrayList<>();
    serial.runHere(() -> nested.add(here("inner")));
    serial.execute(() -> nested.add(here("inner")));
    runAll();

    assertThat(nested).containsExactly(false, false);
    assertThat(done).isEmpty();
  }

  @Test
  void whatComesMeanwhileRunsElsewhereInItsOrder() {
    serial.runHere(
        () -> {
          later("b");
          later("c");
          return done.add("a");
        });
    assertThat(done).containsExactly("a");
    assertThat(here("d")).isFalse();

    runAll();

    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void goesOnAfterATaskThatThrew() {
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                serial.runHere(
                    () -> {
                      throw new IllegalStateException("as wanted");
                    }));

    assertThat(here("a")).isTrue();
  }

  @Test
  void whatFindsNoThreadRunsWithWhatComesNext() {
    refusals = 1;
    serial.runHere(
        () -> {
          later("b");
          return done.add("a");
        });
    assertThat(here("not before")).isFalse();

    later("c");
    runAll();

    assertThat(done).containsExactly("a", "b", "c");
  }
}
