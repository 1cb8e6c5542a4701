package org.mano4j.testkit;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What one service is busy with: one operation at a time, and once with its end. Thread-safe. */
final class Work {

  private final String nsrId;
  private final Lane lane;
  private final Runnable atRest;
  private final AtomicReference<@Nullable Operation<?>> operation = new AtomicReference<>();
  private final AtomicReference<@Nullable Operation<Boolean>> termination = new AtomicReference<>();

  /**
   * Nothing to do yet.
   *
   * @param atRest runs when an operation has ended
   */
  Work(String nsrId, Lane lane, Runnable atRest) {
    this.nsrId = nsrId;
    this.lane = lane;
    this.atRest = atRest;
  }

  /**
   * Makes the service busy.
   *
   * @throws OperationRefused if it is busy already
   */
  void begin(Operation<?> next) {
    if (!operation.compareAndSet(null, next)) {
      Operation<?> now = operation.get();
      throw new OperationRefused(
          "cannot begin %s of NSR %s: %s is in progress; wait until it has ended"
              .formatted(next.name(), nsrId, now == null ? "something else" : now.name()));
    }
  }

  /** Takes back a {@link #begin} that came to nothing; who began to wait meanwhile is told. */
  void cancel(Operation<?> refused) {
    if (operation.compareAndSet(refused, null)) {
      lane.execute(atRest);
    }
  }

  <T> void finish(Operation<T> finished, T value) {
    if (operation.compareAndSet(finished, null)) {
      finished.done(value);
      atRest.run();
    }
  }

  /** Ends an operation that came to nothing; the status of the service stays. */
  void giveUp(Operation<?> failed, RuntimeException why) {
    if (operation.compareAndSet(failed, null)) {
      failed.failed(why);
      atRest.run();
    }
  }

  /** Ends what the service is busy with, unless that is its end. */
  void failed(Failure why) {
    Operation<?> now = operation.get();
    if (now != null && now != termination.get() && operation.compareAndSet(now, null)) {
      now.failed(new NfvoException(now.name() + " failed: " + why));
    }
    atRest.run();
  }

  boolean isBusy() {
    return operation.get() != null;
  }

  boolean isBusyWith(Operation<?> one) {
    return operation.get() == one;
  }

  boolean isTerminating() {
    return termination.get() != null;
  }

  /**
   * Begins the end; what the service is busy with is given up.
   *
   * @return the termination: the one given, or the one that has begun before
   */
  Operation<Boolean> terminate(Operation<Boolean> end) {
    if (!termination.compareAndSet(null, end)) {
      return termination.get();
    }
    Operation<?> ended = operation.getAndSet(end);
    if (ended != null) {
      ended.failed(
          new NfvoException(ended.name() + " was given up: NSR " + nsrId + " is terminated"));
    }
    return end;
  }

  /** The end has come. */
  void terminated() {
    Operation<Boolean> end = termination.get();
    if (end != null) {
      finish(end, true);
    }
  }

  /** Nothing more will happen. */
  void abandon(NfvoException why) {
    Operation<?> ended = operation.getAndSet(null);
    if (ended != null) {
      ended.result().completeExceptionally(why);
    }
  }
}
