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

  /** Those that end by themselves in time, and those that may go on for ever. */
  private final Set<BlockingStream<?>> finite = ConcurrentHashMap.newKeySet();

  private final Set<BlockingStream<?>> endless = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;
  private volatile boolean closed;

  BlockingStreams(Executor executor) {
    this.executor = executor;
  }

  /** Answers a call by work that ends by itself. */
  <R> void open(StreamObserver<R> observer, Consumer<BlockingStream<R>> work) {
    open(observer, finite, work);
  }

  /** Answers a call by work that a drain does not wait for. */
  <R> void openEndless(StreamObserver<R> observer, Consumer<BlockingStream<R>> work) {
    open(observer, endless, work);
  }

  /** Ends what may go on for ever, now and later. */
  void drain() {
    draining = true;
    endless.forEach(stream -> stream.abort(shuttingDown()));
  }

  /** Ends everything, now and later. */
  void close() {
    closed = true;
    drain();
    finite.forEach(stream -> stream.abort(shuttingDown()));
  }

  private <R> void open(
      StreamObserver<R> observer,
      Set<BlockingStream<?>> among,
      Consumer<BlockingStream<R>> work) {
    BlockingStream<R> stream = new BlockingStream<>((ServerCallStreamObserver<R>) observer);
    among.add(stream);
    // Looked at after it was added: whoever sets a flag in between finds it there.
    if (closed || (draining && among == endless)) {
      among.remove(stream);
      stream.abort(shuttingDown());
      return;
    }
    Lane.submit(
        executor,
        () -> {
          stream.carryOut(() -> work.accept(stream));
          among.remove(stream);
        },
        why -> {
          among.remove(stream);
          stream.abort(
              new PopException(
                  Code.UNAVAILABLE,
                  "this Pop has no thread for the call, being closed or overloaded; try again"
                      + " later, or another Pop",
                  why));
        });
  }

  private static PopException shuttingDown() {
    return new PopException(
        Code.UNAVAILABLE,
        PopReason.SHUTTING_DOWN,
        "this Pop is shutting down; try again when it is back, or another one");
  }
}
