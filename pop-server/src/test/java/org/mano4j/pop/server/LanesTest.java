package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

class LanesTest {

  private final ExecutorService executor = Executors.newFixedThreadPool(4);

  @AfterEach
  void stop() {
    executor.shutdownNow();
  }

  @Test
  void runsTasksOneAfterTheOtherInTheOrderTheyCame() throws Exception {
    Lanes lanes = new Lanes(executor);
    List<Integer> ran = new ArrayList<>(); // not thread-safe: the lane must do
    for (int i = 0; i < 1000; i++) {
      int number = i;
      lanes.ensure("web", () -> ran.add(number));
    }

    lanes.call("web", () -> true).get(30, TimeUnit.SECONDS);

    assertThat(ran).hasSize(1000).isSorted();
  }

  @Test
  void goesOnAfterATaskThatFails() throws Exception {
    Lanes lanes = new Lanes(executor);
    lanes.ensure(
        "web",
        () -> {
          throw new IllegalStateException("on purpose");
        });

    assertThat(lanes.call("web", () -> 1).get(30, TimeUnit.SECONDS)).isOne();
  }

  @Test
  void lanesDoNotWaitForEachOther() throws Exception {
    CountDownLatch blocked = new CountDownLatch(1);
    Lanes lanes = new Lanes(executor);
    lanes.ensure(
        "web",
        () -> {
          try {
            blocked.await(60, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(lanes.call("db", () -> 1).get(30, TimeUnit.SECONDS)).isOne();
    assertThat(blocked.getCount()).isOne();
    blocked.countDown();
  }

  @Test
  void goesOnAfterATaskThatBreaks() throws Exception {
    Lanes lanes = new Lanes(executor);
    lanes.ensure(
        "web",
        () -> {
          throw new NoClassDefFoundError("on purpose");
        });
    CompletableFuture<Integer> broken =
        lanes.call(
            "web",
            () -> {
              throw new NoClassDefFoundError("on purpose");
            });

    assertThat(lanes.call("web", () -> 1).get(30, TimeUnit.SECONDS)).isOne();
    assertThat(broken)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aRefusedTaskDoesNotBlockTheLane() {
    AtomicBoolean full = new AtomicBoolean(true);
    Lanes lanes =
        new Lanes(
            task -> {
              if (full.get()) {
                throw new RejectedExecutionException("full");
              }
              task.run();
            });
    assertUnavailable(lanes.call("web", () -> 1));

    full.set(false);

    assertThat(lanes.call("web", () -> 2)).isCompletedWithValue(2);
  }

  @Test
  void whatWasQueuedBehindARefusedTaskFailsWithItAndShortTasksRun() {
    List<CompletableFuture<Integer>> queued = new ArrayList<>();
    AtomicBoolean ran = new AtomicBoolean();
    AtomicReference<Lanes> self = new AtomicReference<>();
    Lanes lanes =
        new Lanes(
            task -> {
              // Others come while the executor makes up its mind.
              queued.add(self.get().call("web", () -> 1));
              self.get().ensure("web", () -> ran.set(true));
              queued.add(self.get().call("web", () -> 2));
              throw new RejectedExecutionException("full");
            });
    self.set(lanes);

    assertUnavailable(lanes.call("web", () -> 0));

    assertThat(queued).hasSize(2).allSatisfy(LanesTest::assertUnavailable);
    assertThat(ran).isTrue();
  }

  @Test
  void anExecutorThatFailsAfterTakingATaskDoesNotClearTheLaneTwice() {
    List<Runnable> taken = new ArrayList<>();
    Lanes lanes =
        new Lanes(
            task -> {
              if (taken.isEmpty()) {
                taken.add(task);
                throw new OutOfMemoryError("no thread, on purpose");
              }
              task.run();
            });
    List<String> ran = new ArrayList<>();

    lanes.ensure("web", () -> ran.add("refused"));
    lanes.ensure(
        "web",
        () -> {
          lanes.ensure("web", () -> ran.add("second"));
          taken.get(0).run();
          ran.add("first");
        });

    assertThat(ran).containsExactly("refused", "first", "second");
  }

  @Test
  void whatComesDuringTheFirstTaskWaitsForIt() {
    Lanes lanes = new Lanes(Runnable::run);
    List<String> ran = new ArrayList<>();

    String result =
        lanes.first(
            "web",
            () -> {
              lanes.ensure("web", () -> ran.add("second"));
              ran.add("first");
              return "done";
            });

    assertThat(result).isEqualTo("done");
    assertThat(ran).containsExactly("first", "second");
    assertThat(lanes.busy()).isZero();
  }

  @Test
  void aFirstTaskThatFailsLeavesNothing() {
    Lanes lanes = new Lanes(Runnable::run);

    assertThatThrownBy(
            () ->
                lanes.first(
                    "web",
                    () -> {
                      throw new IllegalStateException("on purpose");
                    }))
        .hasMessage("on purpose");

    assertThat(lanes.busy()).isZero();
  }

  @Test
  void aKeyIsForgottenWhenItsTasksAreDone() {
    Lanes lanes = new Lanes(Runnable::run);

    for (int i = 0; i < 100; i++) {
      lanes.ensure("container-" + i, () -> assertThat(lanes.busy()).isOne());
    }

    assertThat(lanes.busy()).isZero();
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
