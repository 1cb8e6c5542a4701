package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;

class TimedCallsTest {

  private static final Duration SHORT = Duration.ofMillis(50);
  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private final TimedCalls calls = new TimedCalls(threads);
  private final CountDownLatch never = new CountDownLatch(1);

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void handsOnWhatTheCallReturnsOrThrows() {
    assertThat(calls.call("it", LONG, () -> 7)).isEqualTo(7);
    IllegalStateException failure = new IllegalStateException("no");
    assertThatThrownBy(
            () ->
                calls.call(
                    "it",
                    LONG,
                    () -> {
                      throw failure;
                    }))
        .isSameAs(failure);
    assertThatThrownBy(
            () ->
                calls.call(
                    "it",
                    LONG,
                    () -> {
                      throw new NoClassDefFoundError("x");
                    }))
        .isInstanceOf(NoClassDefFoundError.class);
  }

  @Test
  void aCallThatTakesTooLongIsInterruptedAndItsThreadServesOthersUnharmed() {
    UnansweredException late =
        catchThrowableOfType(
            UnansweredException.class, () -> calls.call("to wait", SHORT, this::waits));

    assertThat(late.code()).isEqualTo(PopException.Code.DEADLINE_EXCEEDED);
    assertThat(late.reason()).isEqualTo(PopReason.PLATFORM_TIMEOUT);
    assertThat(late.text())
        .startsWith("the platform has not answered within 0.05 s when asked to wait");
    await().until(() -> late.end().isDone());
    assertThat(calls.call("it", LONG, () -> Thread.currentThread().isInterrupted())).isFalse();
  }

  @Test
  void aCallThatHasNotBegunIsToldSoWhenItBegins() {
    AtomicBoolean interrupted = new AtomicBoolean();
    CountDownLatch busy = new CountDownLatch(1);
    threads.execute(
        () -> {
          try {
            busy.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    assertThatThrownBy(
            () ->
                calls.call(
                    "it",
                    SHORT,
                    () -> {
                      interrupted.set(Thread.currentThread().isInterrupted());
                      return 0;
                    }))
        .isInstanceOf(UnansweredException.class);
    busy.countDown();

    await().untilTrue(interrupted);
  }

  @Test
  void withoutAThreadTheCallerIsTold() {
    TimedCalls none =
        new TimedCalls(
            task -> {
              throw new RejectedExecutionException("full");
            });

    assertThatThrownBy(() -> none.call("for its images", LONG, () -> 1))
        .isInstanceOf(PopException.class)
        .hasMessageStartingWith("this Pop has no thread to ask its platform for its images");
  }

  @Test
  void aFailureAfterTheEndSaysNothing() {
    calls.close();

    UnansweredException closed =
        catchThrowableOfType(
            UnansweredException.class,
            () ->
                calls.call(
                    "to stop",
                    LONG,
                    () -> {
                      throw new IllegalStateException("connection closed");
                    }));

    assertThat(closed.shuttingDown()).isTrue();
    assertThat(closed.reason()).isEqualTo(PopReason.SHUTTING_DOWN);
  }

  private int waits() {
    try {
      never.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }
}
