package org.mano4j.pop.server;

import com.google.protobuf.ByteString;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerEvent;
import org.mano4j.pop.proto.LogChunk;
import org.mano4j.pop.proto.LogRequest;
import org.mano4j.pop.proto.PullProgress;
import org.mano4j.pop.proto.PullRequest;
import org.mano4j.pop.proto.WatchRequest;

/** What a Pop tells bit by bit, and what its instances use. */
final class StreamCalls {

  /** Bytes of output in a message; far below what a caller takes. */
  private static final int MAX_PIECE = 64 * 1024;

  private final Platform platform;
  private final ContainerRegistry registry;
  private final EventLog events;
  private final BlockingStreams streams;

  StreamCalls(
      Platform platform, ContainerRegistry registry, EventLog events, BlockingStreams streams) {
    this.platform = platform;
    this.registry = registry;
    this.events = events;
    this.streams = streams;
  }

  void watch(WatchRequest request, StreamObserver<ContainerEvent> observer) {
    events.watch(
        (ServerCallStreamObserver<ContainerEvent>) observer,
        request.hasAfter() ? OptionalLong.of(request.getAfter()) : OptionalLong.empty());
  }

  void logs(LogRequest request, StreamObserver<LogChunk> observer) {
    Consumer<BlockingStream<LogChunk>> work =
        stream -> {
          platform.need(BackendCapability.LOGS);
          if (request.getTail() < 0) {
            throw invalid("tail must be 0 or more lines, but is " + request.getTail());
          }
          ContainerRecord record = registry.find(PopWire.fromProto(request.getFilter()));
          if (record.container().status() == ContainerStatus.CREATED) {
            throw wrongState(record, "was not started yet, so it has written nothing; start it");
          }
          LogOptions options =
              new LogOptions(request.hasTail() ? request.getTail() : null, request.getFollow());
          try {
            platform.logs(record.instanceId(), options, chunk -> send(chunk, stream));
          } catch (PopException e) {
            if (e.code() == Code.NOT_FOUND) {
              throw wrongState(
                  record, "has ended, and what it has written is gone with its instance");
            }
            throw e;
          }
        };
    streams.open(observer, work);
  }

  /** Gets an image. Two callers who want the same one get it twice, or as the platform does it. */
  void pull(PullRequest request, StreamObserver<PullProgress> observer) {
    streams.open(
        observer,
        stream -> {
          platform.need(BackendCapability.PULL);
          if (request.getImage().isBlank()) {
            throw invalid("no image specified: image is empty");
          }
          PullReport report = new PullReport(stream);
          report.done(platform.pull(request.getImage(), report));
        });
  }

  ContainerStats stats(Filter filter) {
    platform.need(BackendCapability.STATS);
    ContainerRecord record = registry.find(filter);
    if (record.container().status() != ContainerStatus.RUNNING) {
      throw wrongState(record, "does not run, so it uses nothing");
    }
    return platform.stats(record.instanceId()).withContainerId(record.id());
  }

  private static void send(org.mano4j.pop.LogChunk chunk, BlockingStream<LogChunk> stream) {
    LogChunk whole = PopWire.toProto(chunk);
    ByteString data = whole.getData();
    for (int from = 0; from < data.size(); from += MAX_PIECE) {
      int to = Math.min(data.size(), from + MAX_PIECE);
      stream.send(whole.toBuilder().setData(data.substring(from, to)).build());
    }
  }

  private static PopException wrongState(ContainerRecord record, String why) {
    return new PopException(
        Code.FAILED_PRECONDITION,
        PopReason.WRONG_STATE,
        "container "
            + record.container().name()
            + " is "
            + record.container().status()
            + ": it "
            + why);
  }

  private static PopException invalid(String text) {
    return new PopException(Code.INVALID_ARGUMENT, PopReason.INVALID_FIELD, text);
  }
}
