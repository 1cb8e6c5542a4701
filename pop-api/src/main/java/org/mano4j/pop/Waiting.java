package org.mano4j.pop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Blocks a thread until a call is over. */
final class Waiting {

  private Waiting() {}

  /** The future must be one that ends by itself. */
  static <T> T on(CompletableFuture<T> future, PopEndpoint endpoint) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      String text = "interrupted while waiting for the answer";
      throw new PopException(
          PopException.Code.CANCELLED,
          PopException.Code.CANCELLED.name(),
          "a call of Pop " + endpoint + " was given up: " + text,
          text,
          e);
    } catch (ExecutionException e) {
      if (Causes.of(e) instanceof PopException failure) {
        // A new one, that shows where the waiting thread was.
        throw new PopException(
            failure.code(),
            failure.reason(),
            String.valueOf(failure.getMessage()),
            failure.text(),
            failure.getCause());
      }
      throw new IllegalStateException("a call of Pop " + endpoint + " failed oddly", e);
    }
  }
}
