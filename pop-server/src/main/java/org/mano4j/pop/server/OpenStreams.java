package org.mano4j.pop.server;

import io.grpc.ServerCall;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;

/** The endless calls under way, so that the Pop can end them. Thread-safe. */
final class OpenStreams {

  private final Set<OpenStream<?, ?>> streams = ConcurrentHashMap.newKeySet();

  /** Begins one; it is removed by its end. */
  <Q, R> OpenStream<Q, R> open(ServerCall<Q, R> call, Caller caller, Runnable ended) {
    OpenStream<?, ?>[] self = new OpenStream<?, ?>[1];
    OpenStream<Q, R> stream =
        new OpenStream<>(
            call,
            caller,
            () -> {
              streams.remove(self[0]);
              ended.run();
            });
    self[0] = stream;
    streams.add(stream);
    return stream;
  }

  /**
   * Ends those for which there is a reason.
   *
   * @param why null for one that may go on
   */
  void endThose(Function<OpenStream<?, ?>, @Nullable PopException> why) {
    for (OpenStream<?, ?> stream : streams) {
      @Nullable PopException refusal = why.apply(stream);
      if (refusal != null) {
        stream.end(refusal);
      }
    }
  }
}
