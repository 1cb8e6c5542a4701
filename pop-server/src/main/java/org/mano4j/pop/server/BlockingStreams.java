package org.mano4j.pop.server;

import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** The streaming calls under way that hold a thread each, which comes from the Pop's executor. */
final class BlockingStreams {

  private final Executor executor;
  private final Set<BlockingStream<?>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  BlockingStreams(Executor executor) {
    this.executor = executor;
  }

  /** Answers a call by work of its own thread. */
  <R> void open(StreamObserver<R> observer, Consumer<BlockingStream<R>> work) {
    BlockingStream<R> stream = new BlockingStream<>((ServerCallStreamObserver<R>) observer);
    open.add(stream);
    // Looked at after it was added: whoever closes in between finds it there.
    if (closed) {
      end(stream, shuttingDown());
      return;
    }
    Lanes.submit(
        executor,
        () -> {
          stream.carryOut(() -> work.accept(stream));
          open.remove(stream);
        },
        why -> end(stream, noThread(why)));
  }

  /** Ends all of them, now and later. */
  void close() {
    closed = true;
    open.forEach(stream -> stream.abort(shuttingDown()));
  }

  private void end(BlockingStream<?> stream, PopException why) {
    open.remove(stream);
    stream.abort(why);
  }

  private static PopException shuttingDown() {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.SHUTTING_DOWN,
        "this Pop is shutting down; try again when it is back, or another one");
  }

  private static PopException noThread(Throwable why) {
    return new PopException(
        Code.UNAVAILABLE,
        "this Pop has no thread for the call, being closed or overloaded; try again later, or"
            + " another Pop",
        why);
  }
}
