package org.mano4j.pop.server;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Lets a call put something beside its answer, which goes out with the end of the call. */
final class Trailers implements ServerInterceptor {

  private static final Context.Key<Metadata> KEY = Context.key("trailers");

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    Metadata more = new Metadata();
    ServerCall<Q, R> ending =
        new SimpleForwardingServerCall<>(call) {
          @Override
          public void close(Status status, Metadata trailers) {
            trailers.merge(more);
            super.close(status, trailers);
          }
        };
    return Contexts.interceptCall(Context.current().withValue(KEY, more), ending, headers, next);
  }

  /** What goes out beside the answer of the present call; to be filled before that is given. */
  static Metadata current() {
    @Nullable Metadata trailers = KEY.get();
    return trailers == null ? new Metadata() : trailers;
  }

  /** Tells how long the phases of a start have taken, in microseconds. */
  static void tell(Metadata trailers, Map<String, Duration> phases) {
    phases.forEach(
        (phase, time) ->
            trailers.put(
                Metadata.Key.of("mano4j-phase-" + phase, Metadata.ASCII_STRING_MARSHALLER),
                Long.toString(TimeUnit.NANOSECONDS.toMicros(time.toNanos()))));
  }
}
