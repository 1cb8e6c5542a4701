package org.mano4j.vnfm;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DrainReport;

/** Counts the requests in work, from the first byte of their body to the last of their answer. */
final class RestWork {

  private final int most;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean draining;
  private int unfinished;
  private int parked;
  private int finishedInDrain;

  /**
   * @param most requests at a time, not counting those that wait for the NFVO
   */
  RestWork(int most) {
    this.most = most;
  }

  /** Takes a request, unless there are too many or no more are wanted. */
  boolean begin() {
    lock.lock();
    try {
      if (draining || unfinished - parked >= most) {
        return false;
      }
      unfinished++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  void end() {
    lock.lock();
    try {
      unfinished--;
      if (draining) {
        finishedInDrain++;
      }
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Delivery.Parking park() {
    count(1);
    AtomicBoolean open = new AtomicBoolean(true);
    return () -> {
      if (open.compareAndSet(true, false)) {
        count(-1);
      }
    };
  }

  private void count(int more) {
    lock.lock();
    try {
      parked += more;
    } finally {
      lock.unlock();
    }
  }

  /** Takes no more and waits; ends early, as at the deadline, when the thread is interrupted. */
  DrainReport drain(Duration timeout) {
    lock.lock();
    try {
      draining = true;
      long left = timeout.toNanos();
      while (unfinished > 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return report();
  }

  private DrainReport report() {
    lock.lock();
    try {
      return new DrainReport(finishedInDrain, unfinished);
    } finally {
      lock.unlock();
    }
  }
}
