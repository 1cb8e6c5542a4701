package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {

  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void runsTasksOneAfterTheOtherInTheOrderTheyCame() throws Exception {
    Lane lane = new Lane(executor);
    List<Integer> ran = new ArrayList<>(); // not thread-safe: the lane must do
    for (int i = 0; i < 1000; i++) {
      int number = i;
      lane.execute(() -> ran.add(number));
    }

    CompletableFuture.runAsync(() -> {}, lane).get(5, TimeUnit.SECONDS);

    assertThat(ran).hasSize(1000).isSorted();
  }

  @Test
  void goesOnAfterATaskThatFails() throws Exception {
    Lane lane = new Lane(executor);
    lane.execute(
        () -> {
          throw new IllegalStateException("on purpose");
        });

    assertThat(CompletableFuture.supplyAsync(() -> 1, lane).get(5, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void lanesDoNotWaitForEachOther() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    new Lane(executor)
        .execute(
            () -> {
              try {
                blocked.await(5, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThat(CompletableFuture.supplyAsync(() -> 1, new Lane(executor)).get(5, TimeUnit.SECONDS))
        .isOne();
    assertThat(blocked.getCount()).isOne();
    blocked.countDown();
  }

  @Test
  void aRefusedTaskDoesNotBlockTheLane() {
    AtomicBoolean full = new AtomicBoolean(true);
    Lane lane =
        new Lane(
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("full");
              }
              task.run();
            });
    AtomicBoolean ran = new AtomicBoolean();
    assertThatThrownBy(() -> lane.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);

    full.set(false);
    lane.execute(() -> ran.set(true));

    assertThat(ran).isTrue();
  }
}
