package org.mano4j.pop.server;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a call with a value or a status, from any thread. */
final class Answer {

  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);

  private Answer() {}

  /** Answers at once. */
  static <R> void with(StreamObserver<R> observer, Supplier<R> value) {
    later(observer, () -> CompletableFuture.completedFuture(value.get()));
  }

  /** Answers when the future completes. The work goes on if the caller gives up before. */
  static <R> void later(StreamObserver<R> observer, Supplier<CompletableFuture<R>> value) {
    ServerCallStreamObserver<R> call = (ServerCallStreamObserver<R>) observer;
    // With a handler set, answering a caller who has given up is no error.
    call.setOnCancelHandler(() -> LOG.debug("a caller has given up; the work goes on"));
    CompletableFuture<R> future;
    try {
      future = value.get();
    } catch (RuntimeException | Error e) {
      call.onError(FailureStatus.of(e));
      return;
    }
    future.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            call.onError(FailureStatus.of(failure));
          } else {
            call.onNext(reply);
            call.onCompleted();
          }
        });
  }

  /** Ends a call with the status of a failure. */
  static void refuse(StreamObserver<?> observer, Throwable failure) {
    observer.onError(FailureStatus.of(failure));
  }
}
