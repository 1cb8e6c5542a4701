package org.mano4j.testkit.pop;

import io.grpc.ClientCall;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The messages of a streaming answer. For one thread; closing cancels the call. */
final class PopMessages<R> implements AutoCloseable {

  /** A message, or how the stream has ended: with a failure or without. */
  private record Arrival<R>(@Nullable R message, @Nullable Throwable failure) {}

  private final ClientCall<?, R> call;
  private final Duration timeout;
  private final BlockingQueue<Arrival<R>> arrived = new LinkedBlockingQueue<>();

  <Q> PopMessages(ClientCall<Q, R> call, Q request, Duration timeout) {
    this.call = call;
    this.timeout = timeout;
    ClientCalls.asyncServerStreamingCall(
        call,
        request,
        new StreamObserver<>() {
          @Override
          public void onNext(R message) {
            arrived.add(new Arrival<>(message, null));
          }

          @Override
          public void onError(Throwable failure) {
            arrived.add(new Arrival<>(null, failure));
          }

          @Override
          public void onCompleted() {
            arrived.add(new Arrival<>(null, null));
          }
        });
  }

  /** The next message; empty at the end of the stream. */
  Optional<R> next() throws InterruptedException {
    Arrival<R> one = arrived.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
    if (one == null) {
      throw new AssertionError("the stream said nothing for " + timeout.toSeconds() + " s");
    }
    if (one.failure() instanceof StatusRuntimeException refused) {
      throw PopRefusal.of(refused);
    }
    return Optional.ofNullable(one.message());
  }

  /** All that come until the stream ends. */
  List<R> rest() throws InterruptedException {
    List<R> all = new ArrayList<>();
    for (Optional<R> one = next(); one.isPresent(); one = next()) {
      all.add(one.get());
    }
    return all;
  }

  @Override
  public void close() {
    call.cancel("enough", null);
  }
}
