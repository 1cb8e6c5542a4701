package org.mano4j.testkit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

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

  /**
   * Makes a service busy, prepares what it is to do, and begins that on its lane.
   *
   * @param prepare returns how it begins; if it throws, the service is not busy any more
   * @return the result
   * @throws OperationRefused if the service is busy with something else
   */
  static <T> CompletableFuture<T> begin(
      NetworkService service,
      String name,
      Executor executor,
      Function<Operation<T>, Runnable> prepare) {
    Operation<T> operation = of(name, executor);
    service.work().begin(operation);
    Runnable begin;
    try {
      begin = prepare.apply(operation);
    } catch (RuntimeException e) {
      service.work().cancel(operation);
      throw e;
    }
    service
        .lane()
        .execute(
            () -> {
              if (service.work().isBusyWith(operation)) {
                begin.run();
              }
            });
    return operation.result();
  }

  void done(T value) {
    result.completeAsync(() -> value, executor);
  }

  void failed(RuntimeException failure) {
    executor.execute(() -> result.completeExceptionally(failure));
  }
}
