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

  /** Bytes of a text on the wire; callers take 8192 for all headers together. */
  private static final int MAX_TEXT = 4000;

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

  /** Ends a call with the status of a failure. */
  static void refuse(StreamObserver<?> observer, Throwable failure) {
    observer.onError(status(failure).asRuntimeException());
  }

  private static Status status(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof PopException e) {
      return Status.fromCode(Status.Code.valueOf(e.code().name())).withDescription(cut(e.text()));
    }
    LOG.error("a call failed because of a defect of this Pop", cause);
    return Status.INTERNAL.withDescription("server fault: see the log of the Pop");
  }

  /** The text travels in a header, whose size is limited, and may quote what the caller sent. */
  private static String cut(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      bytes += encodedLength(text.codePointAt(i));
      if (bytes > MAX_TEXT) {
        return text.substring(0, i) + "...";
      }
    }
    return text;
  }

  /** The header carries UTF-8, where three characters stand for each byte but plain ASCII. */
  private static int encodedLength(int codePoint) {
    if (codePoint >= ' ' && codePoint <= '~' && codePoint != '%') {
      return 1;
    }
    int bytes = codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    return 3 * bytes;
  }
}
