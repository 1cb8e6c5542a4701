package org.mano4j.messaging;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts for tests. */
final class CountedMetrics implements BusMetrics {

  final AtomicInteger published = new AtomicInteger();
  final AtomicInteger publishFailed = new AtomicInteger();
  final AtomicInteger delivered = new AtomicInteger();
  final AtomicInteger redelivered = new AtomicInteger();
  final AtomicInteger acknowledged = new AtomicInteger();
  final AtomicInteger rejected = new AtomicInteger();
  final AtomicInteger requeued = new AtomicInteger();
  final AtomicInteger timedOut = new AtomicInteger();

  @Override
  public void published() {
    published.incrementAndGet();
  }

  @Override
  public void publishFailed(BusException reason) {
    publishFailed.incrementAndGet();
  }

  @Override
  public void delivered(boolean again) {
    delivered.incrementAndGet();
    if (again) {
      redelivered.incrementAndGet();
    }
  }

  @Override
  public void acknowledged() {
    acknowledged.incrementAndGet();
  }

  @Override
  public void rejected() {
    rejected.incrementAndGet();
  }

  @Override
  public void requeued() {
    requeued.incrementAndGet();
  }

  @Override
  public void requestTimedOut() {
    timedOut.incrementAndGet();
  }
}
