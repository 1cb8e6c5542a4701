package org.mano4j.plugin;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Delivery;

/**
 * Shares the places for running calls between VIMs, so that those which do not answer cannot take
 * all of them. A call begins if its VIM has then no more places than are still free: of 16 places
 * the first busy VIM gets 8, the next one 4, then 2, 1 and 1. Further calls of a VIM wait in their
 * order; they hold no worker, and their deliveries are parked, so that those for other VIMs still
 * arrive.
 */
final class Bulkhead {

  /**
   * Most waiting calls of a VIM that are parked, so that they cannot pile up without limit: more of
   * them stay in the prefetch window, and fill that.
   */
  static final int MAX_PARKED = 32;

  /** The same for all VIMs together. */
  static final int MAX_PARKED_IN_ALL = 256;

  private static final Delivery.Parking OVER = () -> {};

  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Calls> vims = new HashMap<>();
  private int free;
  private int parked;
  private long arrivals;

  /**
   * A bulkhead.
   *
   * @param places most calls at a time, from 1
   */
  Bulkhead(Executor executor, int places) {
    this.executor = executor;
    this.free = places;
  }

  /** The calls of one VIM; guarded by the lock. */
  private static final class Calls {
    final Deque<Turn> waiting = new ArrayDeque<>();
    int running;
  }

  /** A piece of work. */
  interface Work extends Runnable {

    /** Called instead of {@link #run()} when the executor does not take it, for any reason. */
    void refused(Throwable reason);
  }

  /** The turn of one call of a VIM, which comes now or later. */
  final class Turn {
    private final String vim;
    private final Work work;
    private final long arrival;
    private final AtomicReference<Delivery.@Nullable Parking> parking = new AtomicReference<>();

    /** Whether it counts as parked; guarded by the lock. */
    private boolean mayPark;

    private Turn(String vim, Work work, long arrival) {
      this.vim = vim;
      this.work = work;
      this.arrival = arrival;
    }

    /** Gives up waiting; without effect on what has begun. */
    void withdraw() {
      lock.lock();
      try {
        Calls calls = vims.get(vim);
        if (calls != null && calls.waiting.remove(this)) {
          leaveParking();
          forgetIfUnused(vim, calls);
        }
      } finally {
        lock.unlock();
      }
      unpark();
    }

    /** Under the lock. */
    private boolean enterParking(int ahead) {
      mayPark = ahead < MAX_PARKED && parked < MAX_PARKED_IN_ALL;
      parked += mayPark ? 1 : 0;
      return mayPark;
    }

    /** Under the lock. */
    private void leaveParking() {
      parked -= mayPark ? 1 : 0;
      mayPark = false;
    }

    private void park(Delivery delivery) {
      Delivery.Parking parked = delivery.park();
      if (!parking.compareAndSet(null, parked)) {
        parked.close();
      }
    }

    private void unpark() {
      Delivery.Parking parked = parking.getAndSet(OVER);
      if (parked != null) {
        parked.close();
      }
    }

    /** False if the executor does not take it. */
    private boolean begin() {
      unpark();
      try {
        executor.execute(this::runAndPassOn);
        return true;
      } catch (RuntimeException | Error e) {
        // also when no thread can be made: the place would be lost
        work.refused(e);
        return false;
      }
    }

    private void runAndPassOn() {
      try {
        work.run();
      } finally {
        leave(vim);
        passOn();
      }
    }
  }

  /** Runs work when it is the turn of its VIM; the place is free again when the work has ended. */
  Turn submit(String vim, Delivery delivery, Work work) {
    Turn turn;
    boolean parks;
    lock.lock();
    try {
      turn = new Turn(vim, work, arrivals++);
      Calls calls = vims.computeIfAbsent(vim, name -> new Calls());
      int ahead = calls.waiting.size();
      calls.waiting.add(turn);
      parks = (ahead > 0 || calls.running >= free) && turn.enterParking(ahead);
    } finally {
      lock.unlock();
    }
    if (parks) {
      turn.park(delivery);
    }
    passOn();
    return turn;
  }

  /** Begins all that may begin. */
  private void passOn() {
    for (Turn next = next(); next != null; next = next()) {
      if (!next.begin()) {
        leave(next.vim);
      }
    }
  }

  /** The first call of the VIM with the fewest running ones, among those that may have one more. */
  private @Nullable Turn next() {
    lock.lock();
    try {
      Calls calls =
          vims.values().stream()
              .filter(candidate -> !candidate.waiting.isEmpty() && candidate.running < free)
              .min(
                  Comparator.<Calls>comparingInt(candidate -> candidate.running)
                      .thenComparingLong(candidate -> candidate.waiting.element().arrival))
              .orElse(null);
      if (calls == null) {
        return null;
      }
      Turn next = calls.waiting.remove();
      next.leaveParking();
      calls.running++;
      free--;
      return next;
    } finally {
      lock.unlock();
    }
  }

  private void leave(String vim) {
    lock.lock();
    try {
      Calls calls = vims.get(vim);
      calls.running--;
      free++;
      forgetIfUnused(vim, calls);
    } finally {
      lock.unlock();
    }
  }

  /** Under the lock. */
  private void forgetIfUnused(String vim, Calls calls) {
    if (calls.running == 0 && calls.waiting.isEmpty()) {
      vims.remove(vim);
    }
  }
}
