package org.mano4j.pop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Failures of futures without what futures wrap them into. */
final class Causes {

  private Causes() {}

  static Throwable of(Throwable failure) {
    Throwable cause = failure.getCause();
    boolean wrapped =
        failure instanceof CompletionException || failure instanceof ExecutionException;
    return wrapped && cause != null ? cause : failure;
  }

  /** The same future, where some failures are as good as this value. */
  static <T> CompletableFuture<T> taken(
      CompletableFuture<T> future, Predicate<Throwable> harmless, @Nullable T value) {
    return future.exceptionallyCompose(
        failure ->
            harmless.test(failure)
                ? CompletableFuture.completedFuture(value)
                : CompletableFuture.failedFuture(failure));
  }
}
