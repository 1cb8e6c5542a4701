package org.mano4j.pop;

import com.google.protobuf.Empty;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.ContainerList;
import org.mano4j.pop.proto.FlavourList;
import org.mano4j.pop.proto.ImageList;
import org.mano4j.pop.proto.NetworkList;
import org.mano4j.pop.proto.NewMetadata;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PullRequest;

/**
 * The calls of a {@link PopClient} that do not block, with the same meaning. Get one from {@link
 * PopClient#async()}.
 *
 * <p>A future fails with a {@link PopException}, at the latest when the deadline of the client
 * ends, which counts from the call. Cancelling a future cancels the call; what the Pop has begun it
 * may still carry out. What is attached to a future runs on the executor of this client, and may
 * block. Thread-safe, immutable.
 */
public final class AsyncPopClient {

  /** How long an image may take that nobody has set a deadline for. */
  static final Duration PULL_TIME = Duration.ofMinutes(30);

  private final Session session;
  private final Duration deadline;
  private final boolean ownDeadline;
  private final Executor executor;

  AsyncPopClient(Session session, Duration deadline, boolean ownDeadline, Executor executor) {
    this.session = session;
    this.deadline = deadline;
    this.ownDeadline = ownDeadline;
    this.executor = executor;
  }

  /** As {@link PopClient#containers}. */
  public CompletableFuture<List<Container>> containers(Filter filter) {
    return containers(filter, Function.identity());
  }

  /** As {@link PopClient#container}. */
  public CompletableFuture<Optional<Container>> container(Filter filter) {
    return containers(filter, AsyncPopClient::first);
  }

  /** As {@link PopClient#images}. */
  public CompletableFuture<List<Image>> images(Filter filter) {
    return images(filter, Function.identity());
  }

  /** As {@link PopClient#image}. */
  public CompletableFuture<Optional<Image>> image(Filter filter) {
    return images(filter, AsyncPopClient::first);
  }

  /** As {@link PopClient#networks}. */
  public CompletableFuture<List<Network>> networks(Filter filter) {
    return networks(filter, Function.identity());
  }

  /** As {@link PopClient#network}. */
  public CompletableFuture<Optional<Network>> network(Filter filter) {
    return networks(filter, AsyncPopClient::first);
  }

  /** As {@link PopClient#flavours}. */
  public CompletableFuture<List<Flavour>> flavours(Filter filter) {
    return flavours(filter, Function.identity());
  }

  /** As {@link PopClient#flavour}. */
  public CompletableFuture<Optional<Flavour>> flavour(Filter filter) {
    return flavours(filter, AsyncPopClient::first);
  }

  /** As {@link PopClient#create}. */
  public CompletableFuture<Container> create(ContainerConfig config) {
    return call("Create of '" + config.name() + "'")
        .run(PopGrpc.getCreateMethod(), PopWire.toProto(config), PopWire::fromProto);
  }

  /** As {@link PopClient#delete}. */
  public CompletableFuture<Void> delete(Filter filter) {
    return patientCall("Delete of " + filter)
        .run(PopGrpc.getDeleteMethod(), PopWire.toProto(filter), AsyncPopClient::nothing);
  }

  /** As {@link PopClient#metadata}. */
  public CompletableFuture<Void> metadata(Filter filter, Map<String, String> entries) {
    NewMetadata request =
        NewMetadata.newBuilder()
            .setFilter(PopWire.toProto(filter))
            .setMd(PopWire.toProto(entries))
            .build();
    return call("Metadata of " + filter)
        .run(PopGrpc.getMetadataMethod(), request, AsyncPopClient::nothing);
  }

  /** As {@link PopClient#start}. */
  public CompletableFuture<Container> start(Filter filter) {
    return call("Start of " + filter)
        .run(PopGrpc.getStartMethod(), PopWire.toProto(filter), PopWire::fromProto);
  }

  /** As {@link PopClient#startMeasured}. */
  public CompletableFuture<StartReport> startMeasured(Filter filter) {
    PopCall call = call("Start of " + filter);
    return call.answer(
        () ->
            call.send(PopGrpc.getStartMethod(), PopWire.toProto(filter))
                .thenApply(
                    reply ->
                        new StartReport(
                            PopWire.fromProto(reply.message()), StartTimes.of(reply.trailers()))));
  }

  /** As {@link PopClient#stop}. */
  public CompletableFuture<Void> stop(Filter filter) {
    return patientCall("Stop of " + filter)
        .run(PopGrpc.getStopMethod(), PopWire.toProto(filter), AsyncPopClient::nothing);
  }

  /** As {@link PopClient#reset}. */
  public CompletableFuture<Container> reset(Filter filter) {
    return call("Reset of " + filter)
        .run(PopGrpc.getResetMethod(), PopWire.toProto(filter), PopWire::fromProto);
  }

  /** As {@link PopClient#createNetwork}. */
  public CompletableFuture<Network> createNetwork(NetworkConfig config) {
    return call("CreateNetwork of '" + config.name() + "'")
        .run(PopGrpc.getCreateNetworkMethod(), PopWire.toProto(config), PopWire::fromProto);
  }

  /** As {@link PopClient#deleteNetwork}. */
  public CompletableFuture<Void> deleteNetwork(Filter filter) {
    return call("DeleteNetwork of " + filter)
        .run(PopGrpc.getDeleteNetworkMethod(), PopWire.toProto(filter), AsyncPopClient::nothing);
  }

  /**
   * As {@link PopClient#pull}.
   *
   * @param progress runs on the executor, never twice at once; the call fails if it throws
   */
  public CompletableFuture<Image> pull(String image, Consumer<PullProgress> progress) {
    PopCall call =
        new PopCall(
            session,
            "PullImage of '" + image + "'",
            ownDeadline ? deadline : PULL_TIME,
            true,
            executor);
    return call.answer(
        () ->
            call.send(
                    PopGrpc.getPullImageMethod(),
                    PullRequest.newBuilder().setImage(image).build(),
                    message -> progress.accept(PopWire.fromProto(message)))
                .thenApply(reply -> pulled(reply.message())));
  }

  /** As {@link PopClient#stats}. */
  public CompletableFuture<ContainerStats> stats(Filter filter) {
    return call("Stats of " + filter)
        .run(PopGrpc.getStatsMethod(), PopWire.toProto(filter), PopWire::fromProto);
  }

  /** As {@link PopClient#info}. */
  public CompletableFuture<PopInfo> info() {
    return call("Info")
        .run(PopGrpc.getInfoMethod(), Empty.getDefaultInstance(), PopWire::fromProto);
  }

  /** As {@link PopClient#logout}. */
  public CompletableFuture<Void> logout() {
    return call("Logout").end();
  }

  private <L> CompletableFuture<L> containers(Filter filter, Function<List<Container>, L> result) {
    return list(
        "Containers",
        filter,
        PopGrpc.getContainersMethod(),
        ContainerList::getListList,
        PopWire::fromProto,
        result);
  }

  private <L> CompletableFuture<L> images(Filter filter, Function<List<Image>, L> result) {
    return list(
        "Images",
        filter,
        PopGrpc.getImagesMethod(),
        ImageList::getListList,
        PopWire::fromProto,
        result);
  }

  private <L> CompletableFuture<L> networks(Filter filter, Function<List<Network>, L> result) {
    return list(
        "Networks",
        filter,
        PopGrpc.getNetworksMethod(),
        NetworkList::getListList,
        PopWire::fromProto,
        result);
  }

  private <L> CompletableFuture<L> flavours(Filter filter, Function<List<Flavour>, L> result) {
    return list(
        "Flavours",
        filter,
        PopGrpc.getFlavoursMethod(),
        FlavourList::getListList,
        PopWire::fromProto,
        result);
  }

  private <R, E, T, L> CompletableFuture<L> list(
      String name,
      Filter filter,
      MethodDescriptor<org.mano4j.pop.proto.Filter, R> method,
      Function<R, List<E>> elements,
      Function<E, T> value,
      Function<List<T>, L> result) {
    PopCall call = call(name + " (" + filter + ")");
    return call.answer(
        () ->
            call.send(method, PopWire.toProto(filter))
                .thenApply(reply -> elements.apply(reply.message()).stream().map(value).toList())
                .thenApply(result)
                .exceptionallyCompose(
                    failure ->
                        NotFound.isMeantBy(failure)
                            ? CompletableFuture.completedFuture(result.apply(List.of()))
                            : CompletableFuture.failedFuture(failure)));
  }

  private PopCall call(String what) {
    return new PopCall(session, what, deadline, true, executor);
  }

  /** A call whose deadline the Pop would take as grace: it is told only if the user chose one. */
  private PopCall patientCall(String what) {
    return new PopCall(session, what, deadline, ownDeadline, executor);
  }

  /** The image in the last message; one without id if the Pop has forgotten to tell it. */
  static Image pulled(org.mano4j.pop.proto.PullProgress last) {
    return PopWire.fromProto(last.getImage());
  }

  private static <T> Optional<T> first(List<T> list) {
    return list.stream().findFirst();
  }

  private static @Nullable Void nothing(Empty reply) {
    return null;
  }
}
