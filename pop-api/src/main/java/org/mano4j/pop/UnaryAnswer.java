package org.mano4j.pop;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Waits for the one message that answers a call. */
final class UnaryAnswer<R> extends ClientCall.Listener<R> {

  private final CompletableFuture<R> future = new CompletableFuture<>();
  private @Nullable R reply;

  CompletableFuture<R> future() {
    return future;
  }

  @Override
  public void onMessage(R message) {
    reply = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    R message = reply;
    if (!status.isOk()) {
      future.completeExceptionally(new CallFailure(status));
    } else if (message == null) {
      future.completeExceptionally(
          new CallFailure(Status.INTERNAL.withDescription("the answer is empty")));
    } else {
      future.complete(message);
    }
  }
}
