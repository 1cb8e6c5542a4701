package org.mano4j.messaging;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The deliveries of one consumer that the broker waits for, and what became of the others.
 * Thread-safe.
 */
final class HeldDeliveries {

  private final BusMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition fewer = lock.newCondition();
  // guarded by lock
  private final Set<AmqpDelivery> held = new LinkedHashSet<>();
  private boolean ended;
  private int finished;
  private int givenBack;

  HeldDeliveries(BusMetrics metrics) {
    this.metrics = metrics;
  }

  /** Takes one in; false after the end, when the broker has it back. */
  boolean add(AmqpDelivery delivery) {
    lock.lock();
    try {
      return !ended && held.add(delivery);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Lets go of a finished one.
   *
   * @param told whether the broker was told
   * @return false if it goes back to the queue nevertheless
   */
  boolean release(AmqpDelivery delivery, boolean told) {
    lock.lock();
    try {
      boolean wasHeld = held.remove(delivery);
      if (wasHeld && told) {
        finished++;
      } else if (wasHeld) {
        givenBack++;
        metrics.requeued();
      }
      fewer.signalAll();
      return wasHeld && told;
    } finally {
      lock.unlock();
    }
  }

  /**
   * The tag up to which everything that the broker waits for is among these; 0 for none. After the
   * end it is: what was given back must not be acknowledged along with the rest.
   */
  long lastOfOldest(Collection<AmqpDelivery> finished) {
    Set<AmqpDelivery> among = new HashSet<>(finished);
    long last = 0;
    lock.lock();
    try {
      if (ended) {
        return 0;
      }
      for (AmqpDelivery delivery : held) {
        if (!among.contains(delivery)) {
          break;
        }
        last = delivery.tag();
      }
      return last;
    } finally {
      lock.unlock();
    }
  }

  /** Everything goes back that is not acknowledged; true if it had ended before. */
  boolean giveBackAll() {
    return giveBack(true);
  }

  /** What no handler has finished goes back; the rest may still be acknowledged. */
  void giveBackUnfinished() {
    giveBack(false);
  }

  private boolean giveBack(boolean finishedToo) {
    lock.lock();
    try {
      boolean before = ended;
      ended = true;
      for (AmqpDelivery delivery : List.copyOf(held)) {
        if (delivery.giveBack() || finishedToo) {
          held.remove(delivery);
          givenBack++;
          metrics.requeued();
        }
      }
      fewer.signalAll();
      return before;
    } finally {
      lock.unlock();
    }
  }

  /** Whether something was given back already; nothing new is taken in then. */
  boolean hasEnded() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until none is held, or the time is up. */
  void awaitNone(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long left = nanos;
      while (!held.isEmpty() && left > 0) {
        left = fewer.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Counts from here on. */
  void count() {
    lock.lock();
    try {
      finished = 0;
      givenBack = 0;
    } finally {
      lock.unlock();
    }
  }

  /** What became of deliveries since {@link #count()}. */
  DrainReport report() {
    lock.lock();
    try {
      return new DrainReport(finished, givenBack);
    } finally {
      lock.unlock();
    }
  }
}
