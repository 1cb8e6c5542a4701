package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException;

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
      lane.ensure(() -> ran.add(number));
    }

    lane.call(() -> true).get(5, TimeUnit.SECONDS);

    assertThat(ran).hasSize(1000).isSorted();
  }

  @Test
  void goesOnAfterATaskThatFails() throws Exception {
    Lane lane = new Lane(executor);
    lane.ensure(
        () -> {
          throw new IllegalStateException("on purpose");
        });

    assertThat(lane.call(() -> 1).get(5, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void lanesDoNotWaitForEachOther() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    new Lane(executor)
        .ensure(
            () -> {
              try {
                blocked.await(5, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThat(new Lane(executor).call(() -> 1).get(5, TimeUnit.SECONDS)).isOne();
    assertThat(blocked.getCount()).isOne();
    blocked.countDown();
  }

  @Test
  void goesOnAfterATaskThatBreaks() throws Exception {
    Lane lane = new Lane(executor);
    lane.ensure(
        () -> {
          throw new NoClassDefFoundError("on purpose");
        });
    CompletableFuture<Integer> broken =
        lane.call(
            () -> {
              throw new NoClassDefFoundError("on purpose");
            });

    assertThat(lane.call(() -> 1).get(5, TimeUnit.SECONDS)).isOne();
    assertThat(broken)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(NoClassDefFoundError.class);
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
    assertUnavailable(lane.call(() -> 1));

    full.set(false);

    assertThat(lane.call(() -> 2)).isCompletedWithValue(2);
  }

  @Test
  void whatWasQueuedBehindARefusedTaskFailsWithItAndShortTasksRun() {
    List<CompletableFuture<Integer>> queued = new ArrayList<>();
    AtomicBoolean ran = new AtomicBoolean();
    AtomicReference<Lane> self = new AtomicReference<>();
    Lane lane =
        new Lane(
            task -> {
              // Others come while the executor makes up its mind.
              queued.add(self.get().call(() -> 1));
              self.get().ensure(() -> ran.set(true));
              queued.add(self.get().call(() -> 2));
              throw new RejectedExecutionException("full");
            });
    self.set(lane);

    assertUnavailable(lane.call(() -> 0));

    assertThat(queued).hasSize(2).allSatisfy(LaneTest::assertUnavailable);
    assertThat(ran).isTrue();
  }

  @Test
  void anExecutorThatFailsAfterTakingATaskDoesNotClearTheLaneTwice() {
    List<Runnable> taken = new ArrayList<>();
    Lane lane =
        new Lane(
            task -> {
              if (taken.isEmpty()) {
                taken.add(task);
                throw new OutOfMemoryError("no thread, on purpose");
              }
              task.run();
            });
    List<String> ran = new ArrayList<>();

    lane.ensure(() -> ran.add("refused"));
    lane.ensure(
        () -> {
          lane.ensure(() -> ran.add("second"));
          taken.get(0).run();
          ran.add("first");
        });

    assertThat(ran).containsExactly("refused", "first", "second");
  }

  private static void assertUnavailable(CompletableFuture<Integer> future) {
    assertThat(future)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(PopException.Code.UNAVAILABLE);
  }
}
