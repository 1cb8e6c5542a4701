package org.mano4j.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for their answers. One alarm, set to the earliest deadline, serves all of
 * them, since nearly all are answered long before: a request costs an entry in a map and no timer.
 */
final class PendingRequests {

  private final long start = System.nanoTime();
  private final Map<String, Pending> pending = new ConcurrentHashMap<>();
  private final AtomicLong count = new AtomicLong();
  private final String prefix;
  private final Executor executor;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile long alarmAt = Long.MAX_VALUE;
  private @Nullable CompletableFuture<@Nullable Void> alarm;
  private volatile @Nullable BusException closed;

  private record Pending(
      CompletableFuture<Message> answer, Address to, Duration timeout, long deadline) {}

  /**
   * No requests yet.
   *
   * @param prefix of all correlation ids
   * @param executor ends requests whose time is up, and runs what follows on that; it must take
   *     tasks whatever handlers do
   */
  PendingRequests(String prefix, Executor executor) {
    this.prefix = prefix;
    this.executor = executor;
  }

  int size() {
    return pending.size();
  }

  /** An id that no other request has. */
  String nextId() {
    return prefix + count.incrementAndGet();
  }

  /** Has a request wait. */
  CompletableFuture<Message> add(String id, Address to, Duration timeout) {
    long deadline = now() + Nanos.of(timeout);
    CompletableFuture<Message> answer = new CompletableFuture<>();
    pending.put(id, new Pending(answer, to, timeout, deadline));
    BusException reason = closed;
    if (reason != null) {
      fail(id, reason);
    } else if (deadline < alarmAt) {
      wakeAt(deadline);
    }
    return answer;
  }

  /** Counts a request that is not answered in time. */
  static void countTimeout(CompletableFuture<Message> answer, BusMetrics metrics) {
    if (metrics != BusMetrics.NONE) {
      answer.whenComplete(
          (received, failure) -> {
            if (failure instanceof BusException.NoReply) {
              metrics.requestTimedOut();
            }
          });
    }
  }

  /** Hands an answer to its request; false if nothing waits for it (any more). */
  boolean complete(@Nullable String id, Message answer) {
    Pending request = id == null ? null : pending.remove(id);
    return request != null && request.answer.complete(answer);
  }

  /** Ends a request that could not be sent. */
  void fail(String id, BusException reason) {
    Pending request = pending.remove(id);
    if (request != null) {
      request.answer.completeExceptionally(reason);
    }
  }

  /**
   * Ends all requests that wait now, and none that comes later.
   *
   * @param events runs what follows on that
   */
  void failAll(BusException reason, Executor events) {
    List<Pending> ending = new ArrayList<>();
    pending.keySet().forEach(id -> Optional.ofNullable(pending.remove(id)).ifPresent(ending::add));
    if (!ending.isEmpty()) {
      events.execute(() -> ending.forEach(each -> each.answer.completeExceptionally(reason)));
    }
  }

  /** Ends all requests, also those to come. */
  void close(BusException reason) {
    closed = reason;
    lock.lock();
    try {
      if (alarm != null) {
        alarm.cancel(false);
      }
      alarmAt = Long.MIN_VALUE;
    } finally {
      lock.unlock();
    }
    failAll(reason, Runnable::run);
  }

  private void wakeAt(long deadline) {
    lock.lock();
    try {
      if (deadline >= alarmAt) {
        return;
      }
      if (alarm != null) {
        alarm.cancel(false);
      }
      alarmAt = deadline;
      CompletableFuture<@Nullable Void> next = new CompletableFuture<>();
      next.completeOnTimeout(null, Math.max(0, deadline - now()), TimeUnit.NANOSECONDS);
      next.thenRun(this::ring);
      alarm = next;
    } finally {
      lock.unlock();
    }
  }

  /** On the JVM's thread for delays, which must not be kept. */
  private void ring() {
    lock.lock();
    try {
      if (closed != null) {
        return;
      }
      alarmAt = Long.MAX_VALUE;
    } finally {
      lock.unlock();
    }
    // whoever adds a request from here on sets the alarm again; all others are seen by expire()
    executor.execute(this::expire);
  }

  private void expire() {
    long now = now();
    long earliest = Long.MAX_VALUE;
    Map<String, Pending> late = new HashMap<>();
    for (Map.Entry<String, Pending> entry : pending.entrySet()) {
      Pending request = entry.getValue();
      if (request.deadline <= now) {
        late.put(entry.getKey(), request);
      } else {
        earliest = Math.min(earliest, request.deadline);
      }
    }
    // the next alarm comes first, as what follows on a time-out may block
    if (earliest < alarmAt) {
      wakeAt(earliest);
    }
    late.forEach((id, request) -> fail(id, noReply(request)));
  }

  private static BusException noReply(Pending request) {
    return new BusException.NoReply(
        "no answer from key '"
            + request.to.key()
            + "' on exchange '"
            + request.to.exchange()
            + "' in "
            + request.timeout.toMillis() / 1000.0
            + " s; the work may have been done: check before trying again");
  }

  /** Counts from zero, so that deadlines can be compared as they are. */
  private long now() {
    return System.nanoTime() - start;
  }
}
