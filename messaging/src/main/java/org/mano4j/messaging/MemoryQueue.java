package org.mano4j.messaging;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of the in-memory broker. It deals its messages out to the inboxes of its consumers as far
 * as their windows allow; so messages wait here only while every window is full. One lock guards
 * the queue and what its consumers hold of it; no handler and no executor is called under it.
 */
final class MemoryQueue {

  private static final Logger log = LoggerFactory.getLogger(MemoryQueue.class);

  private final MemoryBroker broker;
  private final MemoryDeclaration declaration;
  private final int limit;
  private final Set<Address> bindings = new LinkedHashSet<>();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition settled = lock.newCondition();
  private final ConsumerRing consumers = new ConsumerRing();
  private final ReadyMessages ready = new ReadyMessages();
  private long unacked;
  private long departures;
  private volatile boolean deleted;

  MemoryQueue(MemoryBroker broker, MemoryDeclaration declaration) {
    this.broker = broker;
    this.declaration = declaration;
    this.limit = broker.queueLimit();
  }

  String name() {
    return declaration.spec().name();
  }

  MemoryDeclaration declaration() {
    return declaration;
  }

  /** Guarded by the broker's topology lock. */
  Set<Address> bindings() {
    return bindings;
  }

  boolean isDeleted() {
    return deleted;
  }

  QueueStatus status() {
    lock.lock();
    try {
      return new QueueStatus(name(), ready.size(), consumers.size());
    } finally {
      lock.unlock();
    }
  }

  long messageCount() {
    lock.lock();
    try {
      return ready.size() + unacked;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a consumer and gives it what waits; false if the queue is deleted. */
  boolean attach(MemoryConsumer consumer) {
    boolean wake;
    lock.lock();
    try {
      if (deleted) {
        return false;
      }
      consumers.add(consumer);
      wake = refill(consumer);
    } finally {
      lock.unlock();
    }
    if (wake) {
      consumer.schedule();
    }
    return true;
  }

  /** Takes a message. */
  MemoryBroker.Routing offer(MemoryDelivery delivery) {
    MemoryConsumer taker = null;
    boolean wake = false;
    lock.lock();
    try {
      if (deleted) {
        return MemoryBroker.Routing.UNROUTABLE;
      }
      if (ready.isEmpty()) {
        taker = consumers.nextFree();
      }
      if (taker == null && ready.size() >= limit) {
        return MemoryBroker.Routing.FULL;
      }
      ready.number(delivery);
      if (taker == null) {
        ready.add(delivery);
      } else {
        wake = deal(delivery, taker);
      }
    } finally {
      lock.unlock();
    }
    if (wake) {
      taker.schedule();
    }
    return MemoryBroker.Routing.ROUTED;
  }

  /** For the consumer's own run: acknowledges what it has done and moves its inbox to the batch. */
  boolean nextBatch(MemoryConsumer consumer) {
    lock.lock();
    try {
      consumer.done.forEach(delivery -> unlink(consumer, delivery));
      consumer.done.clear();
      refill(consumer);
      Deque<MemoryDelivery> inbox = consumer.inbox;
      consumer.inbox = consumer.batch;
      consumer.batch = inbox;
      return !inbox.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** For the consumer's own run: ends it unless something has arrived meanwhile. */
  boolean retire(MemoryConsumer consumer) {
    lock.lock();
    try {
      consumer.scheduled = !consumer.inbox.isEmpty();
      return !consumer.scheduled;
    } finally {
      lock.unlock();
    }
  }

  /** Acknowledges a delivery whose handler was done later than its call. */
  void acknowledge(MemoryConsumer consumer, MemoryDelivery delivery) {
    boolean wake;
    lock.lock();
    try {
      unlink(consumer, delivery);
      wake = refill(consumer);
    } finally {
      lock.unlock();
    }
    if (wake) {
      consumer.schedule();
    }
  }

  /** Counts a delivery out of the window, or in again. */
  void park(MemoryConsumer consumer, MemoryDelivery delivery, boolean out) {
    boolean wake;
    lock.lock();
    try {
      delivery.parkings += out ? 1 : -1;
      if (consumer.unacked.contains(delivery) && delivery.parkings == (out ? 1 : 0)) {
        consumer.window += out ? -1 : 1;
      }
      wake = refill(consumer);
    } finally {
      lock.unlock();
    }
    if (wake) {
      consumer.schedule();
    }
  }

  /** Makes the window of a consumer larger or smaller. */
  void resize(MemoryConsumer consumer, int prefetch) {
    boolean wake;
    lock.lock();
    try {
      consumer.prefetch = prefetch;
      wake = refill(consumer);
    } finally {
      lock.unlock();
    }
    if (wake) {
      consumer.schedule();
    }
  }

  /** Gives the consumer nothing more; returns how many deliveries it still holds. */
  int cancel(MemoryConsumer consumer) {
    int held;
    boolean empty;
    long departure;
    lock.lock();
    try {
      held = consumer.unacked.size();
      empty = consumers.remove(consumer) && consumers.isEmpty();
      departure = ++departures;
    } finally {
      lock.unlock();
    }
    Duration expires = declaration.expires();
    if (empty && declaration.spec().autoDelete()) {
      deleteIf(consumers::isEmpty);
    } else if (empty && expires != null) {
      broker.later(expires, () -> expire(departure));
    }
    return held;
  }

  /** Waits until a cancelled consumer holds nothing; false when the time is up. */
  boolean awaitSettled(MemoryConsumer consumer, long nanos) throws InterruptedException {
    long left = nanos;
    lock.lockInterruptibly();
    try {
      while (consumer.unacked.size() > 0) {
        if (left <= 0) {
          return false;
        }
        left = settled.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Takes back what a cancelled consumer holds and deals it out again; returns how many. */
  int takeBack(MemoryConsumer consumer) {
    List<MemoryDelivery> back = new ArrayList<>();
    List<MemoryConsumer> woken = new ArrayList<>();
    boolean lost;
    lock.lock();
    try {
      for (MemoryDelivery delivery : consumer.unacked.toList()) {
        if (delivery.giveBack()) {
          unlink(consumer, delivery);
          back.add(delivery.again());
        }
      }
      consumer.inbox.clear();
      lost = deleted;
      if (!lost && !back.isEmpty()) {
        ready.putBack(back);
        dealOut(woken);
      }
    } finally {
      lock.unlock();
    }
    woken.forEach(MemoryConsumer::schedule);
    if (lost && !back.isEmpty()) {
      log.warn("queue '{}' is gone: unacknowledged messages lost: {}", name(), back.size());
    }
    return back.size();
  }

  /** Deletes the queue with what waits in it; consumers finish what they hold. */
  void delete() {
    deleteIf(() -> true);
  }

  /** Deletes the queue if it has no consumer and holds no message, delivered ones included. */
  boolean deleteIfUnused() {
    return deleteIf(() -> consumers.isEmpty() && ready.isEmpty() && unacked == 0);
  }

  /** Asks under the lock that consumers attach under: none is ever left on a deleted queue. */
  private boolean deleteIf(BooleanSupplier condition) {
    int lost;
    lock.lock();
    try {
      if (deleted || !condition.getAsBoolean()) {
        return false;
      }
      deleted = true;
      lost = ready.size();
      ready.clear();
      consumers.clear();
    } finally {
      lock.unlock();
    }
    broker.remove(this);
    if (lost > 0 && !declaration.spec().exclusive()) {
      log.warn("queue '{}' is gone: waiting messages lost: {}", name(), lost);
    }
    return true;
  }

  /** Called by those who may want a consumer's run to be tried again. */
  void unschedule(MemoryConsumer consumer) {
    lock.lock();
    try {
      consumer.scheduled = false;
    } finally {
      lock.unlock();
    }
  }

  private void expire(long departure) {
    deleteIf(() -> consumers.isEmpty() && departures == departure);
  }

  /** Puts a delivery into an inbox; true if its consumer must be scheduled. */
  private boolean deal(MemoryDelivery delivery, MemoryConsumer consumer) {
    delivery.consumer = consumer;
    consumer.inbox.add(delivery);
    consumer.unacked.add(delivery);
    consumer.window++;
    consumer.arrivals++;
    unacked++;
    boolean wake = !consumer.scheduled;
    consumer.scheduled = true;
    return wake;
  }

  /** Fills the window of one consumer, which is the only one that may have room. */
  private boolean refill(MemoryConsumer consumer) {
    boolean wake = false;
    while (!ready.isEmpty() && consumer.window < consumer.prefetch && consumer.attached) {
      wake |= deal(ready.remove(), consumer);
    }
    return wake;
  }

  private void dealOut(List<MemoryConsumer> woken) {
    while (!ready.isEmpty()) {
      MemoryConsumer taker = consumers.nextFree();
      if (taker == null) {
        return;
      }
      if (deal(ready.remove(), taker)) {
        woken.add(taker);
      }
    }
  }

  private void unlink(MemoryConsumer consumer, MemoryDelivery delivery) {
    if (consumer.unacked.remove(delivery)) {
      unacked--;
      if (delivery.parkings == 0) {
        consumer.window--;
      }
      if (consumer.unacked.size() == 0) {
        settled.signalAll();
      }
    }
  }
}
