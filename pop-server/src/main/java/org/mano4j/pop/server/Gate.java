package org.mano4j.pop.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.pop.PopException;

/**
 * Holds calls of an {@link InMemoryPopBackend} up until it is opened, like a platform that hangs.
 * Thread-safe.
 */
public final class Gate implements AutoCloseable {

  private static final int LIMIT_SECONDS = 60;

  private final CountDownLatch open = new CountDownLatch(1);
  private final AtomicInteger waiting = new AtomicInteger();

  Gate() {}

  /** How many calls wait at it now. */
  public int waiting() {
    return waiting.get();
  }

  /** Lets all calls through, now and later. Idempotent. */
  @Override
  public void close() {
    open.countDown();
  }

  /** Waits until opened; fails after a minute, so that a forgotten gate does not hang a test. */
  void pass(String what) {
    waiting.incrementAndGet();
    try {
      if (!open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new PopException(
            PopException.Code.DEADLINE_EXCEEDED,
            what + " was held up for " + LIMIT_SECONDS + " s; open the gate");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(PopException.Code.CANCELLED, what + " was interrupted", e);
    } finally {
      waiting.decrementAndGet();
    }
  }
}
