package org.mano4j.pop.server;

import com.google.protobuf.Empty;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerConfig;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.Token;

/** The calls of the protocol, each handed to the part of the Pop that knows the answer. */
final class PopService extends PopGrpc.PopImplBase {

  private static final Duration DEFAULT_GRACE = Duration.ofSeconds(5);

  /** Left of a Delete's deadline for the answer, at most, so that it arrives before the end. */
  private static final Duration ANSWER_TIME = Duration.ofMillis(500);

  private final String name;
  private final Clock clock;
  private final Platform platform;
  private final NetworkCatalog networks;
  private final ContainerRegistry registry;
  private final SessionManager sessions;

  PopService(
      String name,
      Clock clock,
      Platform platform,
      NetworkCatalog networks,
      ContainerRegistry registry,
      SessionManager sessions) {
    this.name = name;
    this.clock = clock;
    this.platform = platform;
    this.networks = networks;
    this.registry = registry;
    this.sessions = sessions;
  }

  @Override
  public void containers(
      org.mano4j.pop.proto.Filter request, StreamObserver<ContainerList> observer) {
    Answer.with(
        observer,
        () -> {
          ContainerList.Builder list = ContainerList.newBuilder();
          registry.list(PopWire.fromProto(request)).forEach(c -> list.addList(PopWire.toProto(c)));
          return list.build();
        });
  }

  @Override
  public void images(org.mano4j.pop.proto.Filter request, StreamObserver<ImageList> observer) {
    Answer.with(
        observer,
        () -> {
          ImageList.Builder list = ImageList.newBuilder();
          images(PopWire.fromProto(request)).forEach(i -> list.addList(PopWire.toProto(i)));
          return list.build();
        });
  }

  @Override
  public void networks(org.mano4j.pop.proto.Filter request, StreamObserver<NetworkList> observer) {
    Answer.with(
        observer,
        () -> {
          NetworkList.Builder list = NetworkList.newBuilder();
          Filter filter = PopWire.fromProto(request);
          select(
                  "network",
                  filter,
                  networks.all(),
                  network -> matches(filter, network.id(), network.name()))
              .forEach(network -> list.addList(PopWire.toProto(network)));
          return list.build();
        });
  }

  @Override
  public void flavours(org.mano4j.pop.proto.Filter request, StreamObserver<FlavourList> observer) {
    Answer.with(
        observer,
        () -> {
          FlavourList.Builder list = FlavourList.newBuilder();
          Filter filter = PopWire.fromProto(request);
          select(
                  "flavour",
                  filter,
                  registry.flavours(),
                  flavour -> matches(filter, flavour.id(), flavour.name()))
              .forEach(flavour -> list.addList(PopWire.toProto(flavour)));
          return list.build();
        });
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
  public void delete(org.mano4j.pop.proto.Filter request, StreamObserver<Empty> observer) {
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
                PopException.Code.INVALID_ARGUMENT, "no container specified: filter is missing");
          }
          return registry
              .metadata(PopWire.fromProto(request.getFilter()), request.getMd().getEntriesMap())
              .thenApply(v -> empty());
        });
  }

  @Override
  public void start(org.mano4j.pop.proto.Filter request, StreamObserver<Container> observer) {
    Answer.later(
        observer,
        () ->
            registry
                .start(PopWire.fromProto(request))
                .thenApply(outcome -> PopWire.toProto(outcome.container())));
  }

  @Override
  public void reset(org.mano4j.pop.proto.Filter request, StreamObserver<Container> observer) {
    Answer.later(
        observer, () -> registry.reset(PopWire.fromProto(request)).thenApply(PopWire::toProto));
  }

  @Override
  public void stop(org.mano4j.pop.proto.Filter request, StreamObserver<Empty> observer) {
    Duration grace = grace();
    Answer.later(
        observer, () -> registry.stop(PopWire.fromProto(request), grace).thenApply(v -> empty()));
  }

  @Override
  public void login(Credentials request, StreamObserver<Token> observer) {
    Answer.with(
        observer,
        () ->
            Token.newBuilder()
                .setValue(sessions.login(request.getUsername(), request.getPassword()))
                .build());
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
    Answer.with(
        observer, () -> PopWire.toProto(new PopInfo(platform.type(), name, clock.instant())));
  }

  private List<org.mano4j.pop.Image> images(Filter filter) {
    Filters.check("image", filter);
    if (filter instanceof Filter.All) {
      return platform.images();
    }
    // An id is no name, and a name no id, although the platform takes either.
    String reference =
        filter instanceof Filter.ById byId ? byId.id() : ((Filter.ByName) filter).name();
    return platform
        .image(reference)
        .filter(image -> image.id().equals(reference) == filter instanceof Filter.ById)
        .map(List::of)
        .orElseThrow(() -> Filters.notFound("image", filter));
  }

  private static <T> List<T> select(
      String kind, Filter filter, List<T> all, Predicate<T> matching) {
    Filters.check(kind, filter);
    List<T> selected = all.stream().filter(matching).toList();
    if (selected.isEmpty() && !(filter instanceof Filter.All)) {
      throw Filters.notFound(kind, filter);
    }
    return selected;
  }

  private static boolean matches(Filter filter, String id, String name) {
    if (filter instanceof Filter.ById byId) {
      return byId.id().equals(id);
    }
    return !(filter instanceof Filter.ByName byName) || byName.name().equals(name);
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
