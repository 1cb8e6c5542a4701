package org.mano4j.vnfm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs work one after the other for each key, in the order of arrival, and for different keys at
 * the same time. A lane exists only while it has work.
 *
 * @param <K> the key
 * @param <T> the work
 */
final class Lanes<K, T extends Lanes.Work> {

  /**
   * Most waiting work of a lane that is parked, so that a lane cannot pile up without limit: more
   * of it stays in the prefetch window, and fills that.
   */
  static final int MAX_PARKED = 16;

  /** A piece of work. */
  interface Work {

    /** Called at once when the work has to wait for its turn: it should not block others. */
    void parkUntilBegin();

    /** Does the work; the next in the lane begins when the stage completes. Does not throw. */
    CompletionStage<?> begin();
  }

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<K, Deque<T>> lanes = new HashMap<>();

  void submit(K key, T work) {
    int before;
    lock.lock();
    try {
      Deque<T> lane = lanes.computeIfAbsent(key, k -> new ArrayDeque<>());
      before = lane.size();
      lane.add(work);
    } finally {
      lock.unlock();
    }
    if (before == 0) {
      begin(key, work);
    } else if (before <= MAX_PARKED) {
      work.parkUntilBegin();
    }
  }

  /** The work of a lane whose turn it is. */
  Optional<T> current(K key) {
    lock.lock();
    try {
      Deque<T> lane = lanes.get(key);
      return lane == null ? Optional.empty() : Optional.ofNullable(lane.peek());
    } finally {
      lock.unlock();
    }
  }

  /** A loop, not a recursion: much of what waits behind hung work may have nothing left to do. */
  private void begin(K key, T first) {
    for (T work = first; work != null; work = advance(key)) {
      AtomicBoolean second = new AtomicBoolean();
      work.begin()
          .whenComplete(
              (result, failure) -> {
                if (second.getAndSet(true)) {
                  T next = advance(key);
                  if (next != null) {
                    begin(key, next);
                  }
                }
              });
      if (!second.getAndSet(true)) {
        return;
      }
    }
  }

  private @Nullable T advance(K key) {
    lock.lock();
    try {
      Deque<T> lane = lanes.get(key);
      lane.remove();
      if (lane.isEmpty()) {
        lanes.remove(key);
      }
      return lane.peek();
    } finally {
      lock.unlock();
    }
  }
}
