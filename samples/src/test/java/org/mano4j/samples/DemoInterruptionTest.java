package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoInterruptionTest {

  private final AtomicInteger ends = new AtomicInteger();
  private final DemoInterruption interruption = new DemoInterruption(ends::incrementAndGet);

  @AfterEach
  void clear() {
    Thread.interrupted();
  }

  @Test
  void theFirstSignalInterruptsTheWork() {
    interruption.happens("INT");

    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    assertThat(interruption.signal()).isEqualTo("INT");
    assertThat(ends).hasValue(0);
  }

  @Test
  void tidyingUpIsNotInterrupted() {
    interruption.release();
    interruption.happens("TERM");

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    assertThat(ends).hasValue(0);
  }

  @Test
  void whatWasInterruptedBeforeIsTidiedUpUndisturbed() {
    interruption.happens("INT");
    interruption.release();

    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  @Test
  void theSecondSignalEndsAtOnce() {
    interruption.happens("INT");
    interruption.happens("INT");

    assertThat(ends).hasValue(1);
  }
}
