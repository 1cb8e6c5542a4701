package org.mano4j.mgmt;

import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A call that may be given up, and counts from then on until its thread is free. */
final class BoundedCall implements Runnable {

  private enum State {
    OPEN,
    OVERDUE,
    ENDED
  }

  private final FutureTask<?> task;
  private final AtomicInteger overdue;
  private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);

  /**
   * A call.
   *
   * @param overdue counts those that were given up and have not ended
   */
  BoundedCall(Runnable call, AtomicInteger overdue) {
    this.task = new FutureTask<>(call, null);
    this.overdue = overdue;
  }

  @Override
  public void run() {
    try {
      task.run();
      if (task.isCancelled()) {
        // an interrupt that was meant for the call must not reach what the thread does next
        Thread.interrupted();
      }
    } finally {
      if (state.getAndSet(State.ENDED) == State.OVERDUE) {
        overdue.decrementAndGet();
      }
    }
  }

  /** Interrupts it, or keeps it from beginning. */
  void giveUp() {
    // counted before the interrupt: it may have ended right after that
    if (state.compareAndSet(State.OPEN, State.OVERDUE)) {
      overdue.incrementAndGet();
    }
    task.cancel(true);
  }
}
