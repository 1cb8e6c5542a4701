package org.mano4j.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The states of a bus, one after another, told to its listeners. */
final class BusLife {

  private static final Logger log = LoggerFactory.getLogger(BusLife.class);

  private final String name;
  private final BusMetrics metrics;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile BusState state;
  private final List<Consumer<BusState>> listeners = new CopyOnWriteArrayList<>();

  BusLife(String name, BusState first, BusMetrics metrics) {
    this.name = name;
    this.state = first;
    this.metrics = metrics;
  }

  BusState state() {
    return state;
  }

  void listener(Consumer<BusState> listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }

  /**
   * Goes on to a state; false if it is there already, or beyond it. From CLOSING on there is no way
   * back.
   */
  boolean enter(BusState next) {
    lock.lock();
    try {
      boolean ending = state.compareTo(BusState.CLOSING) >= 0;
      if (state == next || ending && state.compareTo(next) > 0) {
        return false;
      }
      state = next;
      changed.signalAll();
      metrics.stateChanged(next);
      listeners.forEach(listener -> tell(listener, next));
    } finally {
      lock.unlock();
    }
    return true;
  }

  private void tell(Consumer<BusState> listener, BusState next) {
    try {
      listener.accept(next);
    } catch (RuntimeException | Error e) {
      // also what a failed assertion of a test throws: recovery must go on
      log.error("bus '{}': a listener failed on state {}", name, next, e);
    }
  }

  /** Waits for some time, or until the bus is closed. */
  void pause(Duration time) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = Nanos.of(time);
      while (state != BusState.CLOSED && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a condition that a change of state brings about, or until the time is up. */
  void await(BooleanSupplier condition, Duration atMost) {
    lock.lock();
    try {
      long left = Nanos.of(atMost);
      while (!condition.getAsBoolean() && state.compareTo(BusState.CLOSING) < 0 && left > 0) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** The failure of whatever cannot be done now. */
  BusException.Closed closed() {
    return new BusException.Closed(
        switch (state) {
          case CLOSING -> "bus '" + name + "' is draining or closing; open another one";
          case CLOSED -> "bus '" + name + "' is closed; open another one";
          default ->
              "bus '"
                  + name
                  + "' has lost its connection and is establishing it again; try again later";
        });
  }
}
