package org.mano4j.testkit;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.jspecify.annotations.Nullable;

/** What is to be closed, the newest first and each once. Thread-safe. */
final class Closers implements AutoCloseable {

  private final Deque<Runnable> closers = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  /**
   * Adds what was just opened.
   *
   * @throws IllegalStateException if all is closed already; this one is closed then, too
   */
  void add(Runnable closer) {
    closers.push(closer);
    if (closed) {
      close();
      throw new IllegalStateException("it was closed while it was started");
    }
  }

  boolean isClosed() {
    return closed;
  }

  /**
   * Closes everything, also what comes after something that cannot be closed. Idempotent.
   *
   * @throws RuntimeException the first that was thrown, with the others suppressed
   */
  @Override
  public void close() {
    closed = true;
    RuntimeException first = null;
    for (Runnable next = closers.poll(); next != null; next = closers.poll()) {
      first = closed(next, first);
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException closed(
      Runnable closer, @Nullable RuntimeException first) {
    try {
      closer.run();
      return first;
    } catch (RuntimeException e) {
      if (first == null) {
        return e;
      }
      if (e != first) {
        first.addSuppressed(e);
      }
      return first;
    }
  }
}
