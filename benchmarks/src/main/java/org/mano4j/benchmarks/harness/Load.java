package org.mano4j.benchmarks.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Loads in a closed loop: the next operation begins when an earlier one has ended. */
public final class Load {

  private Load() {}

  /** One operation after the other. */
  public static Observed sequential(Callable<?> operation, Duration time) throws Exception {
    Histogram times = Observed.histogram();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    long now = began;
    while (now < end) {
      operation.call();
      long after = System.nanoTime();
      times.recordValue(after - now);
      now = after;
    }
    return new Observed(times, now - began);
  }

  /** Blocking operations of so many threads. */
  public static Observed threads(int count, Callable<?> operation, Duration time) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(count);
    try {
      long began = System.nanoTime();
      List<Future<Observed>> parts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        parts.add(threads.submit(() -> sequential(operation, time)));
      }
      Histogram all = Observed.histogram();
      for (Future<Observed> part : parts) {
        all.add(part.get().times());
      }
      return new Observed(all, System.nanoTime() - began);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Asynchronous operations, so many at a time; each that ends begins the next one. */
  public static Observed inFlight(int count, Supplier<CompletionStage<?>> operation, Duration time)
      throws Exception {
    ConcurrentHistogram times = new ConcurrentHistogram(3);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Phaser open = new Phaser(count + 1);
    long began = System.nanoTime();
    long end = began + time.toNanos();
    for (int i = 0; i < count; i++) {
      new Strand(operation, times, failure, open, end).run();
    }
    open.awaitAdvanceInterruptibly(open.arrive());
    if (failure.get() != null) {
      throw new ExecutionException("an operation failed: " + failure.get(), failure.get());
    }
    return new Observed(times, System.nanoTime() - began);
  }

  /** Operations of which each begins when the one before has ended. */
  private record Strand(
      Supplier<CompletionStage<?>> operation,
      ConcurrentHistogram times,
      AtomicReference<Throwable> failure,
      Phaser open,
      long end) {

    /** Those that are done at once are a loop, and not ever deeper calls. */
    void run() {
      try {
        while (System.nanoTime() < end && failure.get() == null) {
          long began = System.nanoTime();
          var result = operation.get().toCompletableFuture();
          if (!result.isDone()) {
            result.whenComplete((done, failed) -> ended(began, failed));
            return;
          }
          result.join();
          times.recordValue(System.nanoTime() - began);
        }
      } catch (RuntimeException e) {
        failure.compareAndSet(null, e);
      }
      open.arrive();
    }

    private void ended(long began, Throwable failed) {
      times.recordValue(System.nanoTime() - began);
      if (failed != null) {
        failure.compareAndSet(null, failed);
      }
      run();
    }
  }
}
