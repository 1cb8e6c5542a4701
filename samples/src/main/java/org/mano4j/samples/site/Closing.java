package org.mano4j.samples.site;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** What is to be closed, the newest first and each once. Not thread-safe. */
final class Closing implements AutoCloseable {

  private final Deque<AutoCloseable> all = new ArrayDeque<>();

  void later(AutoCloseable closeable) {
    all.push(closeable);
  }

  /**
   * Closes everything, also what comes after something that cannot be closed. Idempotent.
   *
   * @throws RuntimeException the first that was thrown, with the others suppressed
   */
  @Override
  public void close() {
    RuntimeException first = null;
    for (AutoCloseable next = all.poll(); next != null; next = all.poll()) {
      RuntimeException failure = failure(next);
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        first.addSuppressed(failure);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException failure(AutoCloseable closeable) {
    try {
      closeable.close();
      return null;
    } catch (RuntimeException e) {
      return e;
    } catch (Exception e) {
      return new SiteException(String.valueOf(e.getMessage()), e);
    }
  }
}
