package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final List<Throwable> errors = new CopyOnWriteArrayList<>();
  private final Lane lane = new Lane(threads, errors::add);

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void runsTasksInTheirOrderAndNeverTwoAtOnce() {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<Integer> done = new CopyOnWriteArrayList<>();

    for (int i = 0; i < 1000; i++) {
      int number = i;
      lane.execute(
          () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            done.add(number);
            running.decrementAndGet();
          });
    }

    await().until(() -> done.size() == 1000);
    assertThat(done).isSorted();
    assertThat(most).hasValue(1);
  }

  @Test
  void goesOnAfterATaskThatThrows() {
    List<String> done = new CopyOnWriteArrayList<>();

    lane.execute(
        () -> {
          throw new IllegalStateException("broken");
        });
    lane.execute(() -> done.add("next"));

    await().until(() -> done.equals(List.of("next")));
    assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
  }
}
