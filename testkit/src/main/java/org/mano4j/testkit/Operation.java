package org.mano4j.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a service is busy with; it is busy with one thing at a time.
 *
 * @param name for messages, such as {@code scale-out of sipp-client}
 * @param result ends with the operation
 * @param executor completes the result, since users hang their own work on it
 */
record Operation<T>(String name, CompletableFuture<T> result, Executor executor) {

  static <T> Operation<T> of(String name, Executor executor) {
    return new Operation<>(name, new CompletableFuture<>(), executor);
  }

  void done(T value) {
    result.completeAsync(() -> value, executor);
  }

  void failed(RuntimeException failure) {
    executor.execute(() -> result.completeExceptionally(failure));
  }
}
