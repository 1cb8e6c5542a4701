package org.mano4j.pop.server;

import com.google.protobuf.Empty;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.ContainerEvent;
import org.mano4j.pop.proto.ContainerStats;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.LogChunk;
import org.mano4j.pop.proto.LogRequest;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.NetworkConfig;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PullProgress;
import org.mano4j.pop.proto.PullRequest;
import org.mano4j.pop.proto.Token;
import org.mano4j.pop.proto.WatchRequest;

/**
 * The calls of the protocol, each handed to the part of the Pop that knows the answer. All but
 * Containers, see {@link EncodedContainers}.
 */
final class PopService extends PopGrpc.PopImplBase {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /** Left of a Delete's deadline for the answer, at most, so that it arrives before the end. */
  private static final Duration ANSWER_TIME = Duration.ofMillis(500);

  private final ListCalls lists;
  private final InfoCall info;
  private final StreamCalls streams;
  private final CreatedNetworks createdNetworks;
  private final ContainerRegistry registry;
  private final SessionManager sessions;

  PopService(
      ListCalls lists,
      InfoCall info,
      StreamCalls streams,
      CreatedNetworks createdNetworks,
      ContainerRegistry registry,
      SessionManager sessions) {
    this.lists = lists;
    this.info = info;
    this.streams = streams;
    this.createdNetworks = createdNetworks;
    this.registry = registry;
    this.sessions = sessions;
  }

  @Override
  public void images(Filter request, StreamObserver<ImageList> observer) {
    Answer.with(observer, () -> lists.images(request));
  }

  @Override
  public void networks(Filter request, StreamObserver<NetworkList> observer) {
    Answer.with(observer, () -> lists.networks(request));
  }

  @Override
  public void createNetwork(NetworkConfig request, StreamObserver<Network> observer) {
    Answer.later(
        observer,
        () -> createdNetworks.create(PopWire.fromProto(request)).thenApply(PopWire::toProto));
  }

  @Override
  public void deleteNetwork(Filter request, StreamObserver<Empty> observer) {
    Answer.later(
        observer, () -> createdNetworks.delete(PopWire.fromProto(request)).thenApply(v -> empty()));
  }

  @Override
  public void flavours(Filter request, StreamObserver<FlavourList> observer) {
    Answer.with(observer, () -> lists.flavours(request));
  }

  @Override
  public void create(ContainerConfig request, StreamObserver<Container> observer) {
    Answer.with(
        observer,
        () ->
            PopWire.toProto(
                registry.create(PopWire.fromProto(request), Caller.current().username())));
  }

  @Override
  public void delete(Filter request, StreamObserver<Empty> observer) {
    Duration remaining = grace();
    Duration kept = remaining.dividedBy(10);
    Duration grace = remaining.minus(kept.compareTo(ANSWER_TIME) < 0 ? kept : ANSWER_TIME);
    Answer.later(
        observer, () -> registry.delete(PopWire.fromProto(request), grace).thenApply(v -> empty()));
  }

  @Override
  public void metadata(NewMetadata request, StreamObserver<Empty> observer) {
    Answer.later(
        observer,
        () -> {
          if (!request.hasFilter()) {
            throw new PopException(
                PopException.Code.INVALID_ARGUMENT,
                PopReason.INVALID_FIELD,
                "no container specified: filter is missing; give an id or a name");
          }
          return registry
              .metadata(PopWire.fromProto(request.getFilter()), request.getMd().getEntriesMap())
              .thenApply(v -> empty());
        });
  }

  @Override
  public void start(Filter request, StreamObserver<Container> observer) {
    Metadata trailers = Trailers.current();
    Patience caller = Patience.ofCaller();
    Answer.later(
        observer,
        () ->
            registry
                .start(PopWire.fromProto(request), caller)
                .thenApply(
                    outcome -> {
                      Trailers.tell(trailers, outcome.phases());
                      return PopWire.toProto(outcome.container());
                    }));
  }

  @Override
  public void reset(Filter request, StreamObserver<Container> observer) {
    Answer.later(
        observer, () -> registry.reset(PopWire.fromProto(request)).thenApply(PopWire::toProto));
  }

  @Override
  public void stop(Filter request, StreamObserver<Empty> observer) {
    Duration grace = grace();
    Answer.later(
        observer, () -> registry.stop(PopWire.fromProto(request), grace).thenApply(v -> empty()));
  }

  @Override
  public void login(Credentials request, StreamObserver<Token> observer) {
    Answer.later(
        observer,
        () ->
            sessions
                .login(request.getUsername(), request.getPassword(), Caller.current().peer())
                .thenApply(token -> Token.newBuilder().setValue(token).build()));
  }

  @Override
  public void logout(Empty request, StreamObserver<Empty> observer) {
    List<String> tokens = Caller.current().tokens();
    Answer.with(
        observer,
        () -> {
          sessions.logout(tokens);
          return empty();
        });
  }

  @Override
  public void info(Empty request, StreamObserver<Infos> observer) {
    Answer.with(observer, () -> PopWire.toProto(info.answer()));
  }

  @Override
  public void watch(WatchRequest request, StreamObserver<ContainerEvent> observer) {
    streams.watch(request, observer);
  }

  @Override
  public void logs(LogRequest request, StreamObserver<LogChunk> observer) {
    streams.logs(request, observer);
  }

  @Override
  public void stats(Filter request, StreamObserver<ContainerStats> observer) {
    Answer.with(observer, () -> PopWire.toProto(streams.stats(PopWire.fromProto(request))));
  }

  @Override
  public void pullImage(PullRequest request, StreamObserver<PullProgress> observer) {
    streams.pull(request, observer);
  }

  /** What is left of the caller's deadline; never less than nothing. */
  private static Duration grace() {
    Deadline deadline = Context.current().getDeadline();
    return deadline == null
        ? DEFAULT_GRACE
        : Duration.ofNanos(Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)));
  }

  private static Empty empty() {
    return Empty.getDefaultInstance();
  }
}
