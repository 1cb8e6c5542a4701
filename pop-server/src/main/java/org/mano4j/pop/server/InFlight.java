package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Counts what is going on, so that a drain can wait for it. Thread-safe. */
final class InFlight {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition idle = lock.newCondition();
  private int count;

  /** Begins something, unless so much goes on already. */
  boolean tryEnter(int limit) {
    lock.lock();
    try {
      if (count >= limit) {
        return false;
      }
      count++;
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Begins something that must be. */
  void enter() {
    tryEnter(Integer.MAX_VALUE);
  }

  /** Ends something that was begun. */
  void leave() {
    lock.lock();
    try {
      count--;
      if (count == 0) {
        idle.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing goes on; returns how much still does after the timeout. */
  int awaitIdle(Duration timeout) {
    long nanos = timeout.toNanos();
    lock.lock();
    try {
      while (count > 0 && nanos > 0) {
        nanos = idle.awaitNanos(nanos);
      }
      return count;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return count;
    } finally {
      lock.unlock();
    }
  }
}
