package org.mano4j.pop.server;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.mano4j.pop.PopException;
import org.mano4j.pop.Resources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the platform has, asked for only now and then. One that does not answer is waited for but a
 * moment, and what it told before stays true until it does. Thread-safe.
 */
final class KnownCapacity {

  private static final Logger LOG = LoggerFactory.getLogger(KnownCapacity.class);
  private static final Duration FRESH = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private final Supplier<Resources> platform;
  private final Executor executor;
  private final LongSupplier ticker;
  private final ReentrantLock lock = new ReentrantLock();
  private CompletableFuture<Resources> question =
      CompletableFuture.completedFuture(Resources.UNKNOWN);
  private Resources last = Resources.UNKNOWN;
  private long askedAt;
  private boolean asked;

  KnownCapacity(Supplier<Resources> platform, Executor executor, LongSupplier ticker) {
    this.platform = platform;
    this.executor = executor;
    this.ticker = ticker;
  }

  Resources now() {
    try {
      Resources answer = question().get(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
      remember(answer);
      return answer;
    } catch (TimeoutException e) {
      LOG.debug("the platform takes longer than {} to tell its capacity", PATIENCE);
    } catch (ExecutionException e) {
      LOG.warn("the platform cannot tell its capacity: {}", e.getCause().getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return known();
  }

  /** The question that is open, or was answered not long ago, or else a new one. */
  private CompletableFuture<Resources> question() {
    lock.lock();
    try {
      boolean fresh = asked && ticker.getAsLong() - askedAt < FRESH.toNanos();
      if (question.isDone() && !fresh) {
        asked = true;
        askedAt = ticker.getAsLong();
        CompletableFuture<Resources> asking = new CompletableFuture<>();
        question = asking;
        Lanes.submit(executor, () -> ask(asking), asking::completeExceptionally);
      }
      return question;
    } finally {
      lock.unlock();
    }
  }

  private void ask(CompletableFuture<Resources> asking) {
    try {
      asking.complete(platform.get());
    } catch (PopException e) {
      asking.completeExceptionally(e);
    }
  }

  private void remember(Resources answer) {
    lock.lock();
    try {
      last = answer;
    } finally {
      lock.unlock();
    }
  }

  private Resources known() {
    lock.lock();
    try {
      return last;
    } finally {
      lock.unlock();
    }
  }
}
