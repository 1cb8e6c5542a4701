package org.mano4j.pop;

import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Waits for the message that ends a call; shows each one before, as it comes. */
final class LastAnswer<R> extends ClientCall.Listener<R> {

  private final ClientCall<?, R> call;
  private final Consumer<R> each;
  private final CompletableFuture<Reply<R>> future = new CompletableFuture<>();
  private @Nullable R last;

  LastAnswer(ClientCall<?, R> call, Consumer<R> each) {
    this.call = call;
    this.each = each;
  }

  CompletableFuture<Reply<R>> future() {
    return future;
  }

  @Override
  public void onMessage(R message) {
    last = message;
    try {
      each.accept(message);
    } catch (RuntimeException e) {
      future.completeExceptionally(e);
      call.cancel("what was shown the progress has failed", e);
      return;
    }
    call.request(1);
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    R message = last;
    if (!status.isOk()) {
      future.completeExceptionally(new CallFailure(status, trailers));
    } else if (message == null) {
      future.completeExceptionally(
          new CallFailure(Status.INTERNAL.withDescription("the answer is empty"), trailers));
    } else {
      future.complete(new Reply<>(message, trailers));
    }
  }
}
