package org.mano4j.pop.server;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers a call with a value or a status, from any thread. */
final class Answer {

  private static final Logger LOG = LoggerFactory.getLogger(Answer.class);
  private static final int MAX_TEXT = 1000;

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
    } catch (RuntimeException e) {
      call.onError(status(e).asRuntimeException());
      return;
    }
    future.whenComplete(
        (reply, failure) -> {
          if (failure != null) {
            call.onError(status(failure).asRuntimeException());
          } else {
            call.onNext(reply);
            call.onCompleted();
          }
        });
  }

  private static Status status(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof PopException e) {
      String text = e.text();
      // The text travels in a header, whose size is limited, and may quote what the caller sent.
      return Status.fromCode(Status.Code.valueOf(e.code().name()))
          .withDescription(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) + "..." : text);
    }
    LOG.error("a call failed because of a defect of this Pop", cause);
    return Status.INTERNAL.withDescription("server fault: see the log of the Pop");
  }
}
