package org.mano4j.plugin;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Delivery;

/**
 * Runs only so many calls of one VIM at a time, so that a VIM which does not answer cannot take all
 * workers from the others. Further calls of that VIM wait in their order; they hold no worker, and
 * their deliveries are parked, so that those for other VIMs still arrive.
 */
final class Bulkhead {

  /**
   * Most waiting calls of a VIM that are parked, so that they cannot pile up without limit: more of
   * them stay in the prefetch window, and fill that.
   */
  static final int MAX_PARKED = 32;

  private static final Delivery.Parking OVER = () -> {};

  private final Executor executor;
  private final int limit;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Calls> vims = new HashMap<>();

  /**
   * A bulkhead.
   *
   * @param limit most calls of one VIM at a time, from 1
   */
  Bulkhead(Executor executor, int limit) {
    this.executor = executor;
    this.limit = limit;
  }

  /** The calls of one VIM; guarded by the lock. */
  private static final class Calls {
    final Deque<Turn> waiting = new ArrayDeque<>();
    int running;
  }

  /** A piece of work. */
  interface Work extends Runnable {

    /** Called instead of {@link #run()} when the executor does not take it. */
    void refused(RejectedExecutionException reason);
  }

  /** The turn of one call of a VIM, which comes now or later. */
  final class Turn {
    private final String vim;
    private final Work work;
    private final AtomicReference<Delivery.@Nullable Parking> parking = new AtomicReference<>();

    private Turn(String vim, Work work) {
      this.vim = vim;
      this.work = work;
    }

    /** Gives up waiting; without effect on what has begun. */
    void withdraw() {
      lock.lock();
      try {
        Calls calls = vims.get(vim);
        if (calls != null) {
          calls.waiting.remove(this);
        }
      } finally {
        lock.unlock();
      }
      unpark();
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
      } catch (RejectedExecutionException e) {
        work.refused(e);
        return false;
      }
    }

    private void runAndPassOn() {
      try {
        work.run();
      } finally {
        passOn(vim);
      }
    }
  }

  /** Runs work when it is the turn of its VIM; the place is free again when the work has ended. */
  Turn submit(String vim, Delivery delivery, Work work) {
    Turn turn = new Turn(vim, work);
    int waiting = enter(turn);
    if (waiting == 0) {
      if (!turn.begin()) {
        passOn(vim);
      }
    } else if (waiting <= MAX_PARKED) {
      turn.park(delivery);
    }
    return turn;
  }

  /** How many wait with it, itself included; 0 if it is its turn. */
  private int enter(Turn turn) {
    lock.lock();
    try {
      Calls calls = vims.computeIfAbsent(turn.vim, vim -> new Calls());
      if (calls.running < limit) {
        calls.running++;
        return 0;
      }
      calls.waiting.add(turn);
      return calls.waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void passOn(String vim) {
    Turn next = leave(vim);
    while (next != null && !next.begin()) {
      next = leave(vim);
    }
  }

  /** The one who takes the place that is free now. */
  private @Nullable Turn leave(String vim) {
    lock.lock();
    try {
      Calls calls = vims.get(vim);
      Turn next = calls.waiting.poll();
      if (next == null && --calls.running == 0) {
        vims.remove(vim);
      }
      return next;
    } finally {
      lock.unlock();
    }
  }
}
