package org.mano4j.pop.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.LogContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** What containers write, from the engine. Thread-safe. */
final class InstanceOutput {

  /** An engine that takes longer than this to tell the last lines holds up the end itself. */
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private final Engine engine;
  private final int lines;
  private final int bytes;

  /**
   * Prepares reading.
   *
   * @param lines how many lines of one that has ended are kept, at most
   * @param bytes how many bytes of them
   */
  InstanceOutput(Engine engine, int lines, int bytes) {
    this.engine = engine;
    this.lines = lines;
    this.bytes = bytes;
  }

  /**
   * Hands on what one writes, until the end of that, the consumer throws or the thread is ended.
   */
  void read(String engineId, LogOptions options, Consumer<LogChunk> consumer) {
    await(open(engineId, options, consumer), null);
  }

  /** The last lines of one that has ended, as far as they are to be kept. */
  List<LogChunk> last(String engineId) {
    Deque<LogChunk> last = new ArrayDeque<>();
    int[] size = new int[1];
    await(
        open(
            engineId,
            LogOptions.tail(lines),
            chunk -> {
              last.add(chunk);
              size[0] += chunk.data().length;
              while (size[0] > bytes) {
                size[0] -= last.remove().data().length;
              }
            }),
        LAST_LINES);
    return List.copyOf(last);
  }

  private Reading open(String engineId, LogOptions options, Consumer<LogChunk> consumer) {
    LogContainerCmd command =
        engine
            .streams()
            .logContainerCmd(engineId)
            .withStdOut(true)
            .withStdErr(true)
            .withFollowStream(options.follow());
    Integer tail = options.tail();
    return (tail == null ? command.withTailAll() : command.withTail(tail))
        .exec(new Reading(consumer));
  }

  private static void await(Reading reading, @Nullable Duration longest) {
    try (reading) {
      if (longest == null) {
        reading.end.get();
      } else {
        reading.end.get(longest.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PopException(Code.CANCELLED, "the reading of the output was given up", e);
    } catch (TimeoutException e) {
      throw new PopException(
          Code.DEADLINE_EXCEEDED, PopReason.PLATFORM_TIMEOUT, "the engine tells no output", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new PopException(
          Code.UNAVAILABLE,
          PopReason.PLATFORM_FAILED,
          "the engine has broken off the output: " + e.getCause(),
          e);
    }
  }

  /**
   * The connection's own thread calls the consumer: while that blocks, the engine sends no more.
   */
  private static final class Reading implements ResultCallback<Frame> {

    private final Consumer<LogChunk> consumer;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile @Nullable Closeable connection;

    Reading(Consumer<LogChunk> consumer) {
      this.consumer = consumer;
    }

    @Override
    public void onStart(Closeable stream) {
      connection = stream;
      if (end.isDone()) {
        close();
      }
    }

    @Override
    public void onNext(Frame frame) {
      if (end.isDone()) {
        return;
      }
      LogChunk.Stream stream =
          frame.getStreamType() == StreamType.STDERR
              ? LogChunk.Stream.ERROR
              : LogChunk.Stream.OUTPUT;
      try {
        consumer.accept(LogChunk.of(stream, frame.getPayload()));
      } catch (RuntimeException e) {
        end.completeExceptionally(e);
        close();
      }
    }

    @Override
    public void onError(Throwable failure) {
      boolean isGone = failure instanceof NotFoundException || failure instanceof ConflictException;
      end.completeExceptionally(
          !isGone && failure instanceof RuntimeException failed
              ? EngineFailure.of("read the output", failed)
              : failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }

    @Override
    public void close() {
      end.complete(null);
      Closeable open = connection;
      if (open != null) {
        try {
          open.close();
        } catch (IOException e) {
          // What is closed here is not read any more.
        }
      }
    }
  }
}
