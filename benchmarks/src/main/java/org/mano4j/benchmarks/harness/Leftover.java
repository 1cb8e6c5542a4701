package org.mano4j.benchmarks.harness;

import java.util.concurrent.locks.ReentrantLock;

/**
 * What would stay behind on a broker, an engine or a disk. It is closed at its end, and also when
 * the process is told to end before. Thread-safe.
 */
public final class Leftover<T extends AutoCloseable> implements AutoCloseable {

  private final T it;
  private final ReentrantLock closing = new ReentrantLock();
  private final Thread hook = new Thread(this::closeAtEnd, "bench-leftover");
  private boolean closed;

  private Leftover(T it) {
    this.it = it;
  }

  /**
   * Looks after something.
   *
   * @throws IllegalStateException if the process is ending; then it was closed at once
   */
  public static <T extends AutoCloseable> Leftover<T> of(T it) {
    Leftover<T> leftover = new Leftover<>(it);
    try {
      Runtime.getRuntime().addShutdownHook(leftover.hook);
    } catch (IllegalStateException e) {
      leftover.closeAtEnd();
      throw e;
    }
    return leftover;
  }

  /** What is looked after. */
  public T it() {
    return it;
  }

  @Override
  public void close() {
    boolean interrupted = Thread.interrupted(); // it would keep what is left from being removed
    try {
      closeOnce();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      forget();
    }
  }

  private void closeAtEnd() {
    try {
      closeOnce();
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
    }
  }

  /** Whoever comes second waits until it is done. */
  private void closeOnce() {
    closing.lock();
    try {
      if (!closed) {
        closed = true;
        it.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("something is left over: " + e.getMessage(), e);
    } finally {
      closing.unlock();
    }
  }

  private void forget() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending: the hook runs, and finds nothing to do.
    }
  }
}
