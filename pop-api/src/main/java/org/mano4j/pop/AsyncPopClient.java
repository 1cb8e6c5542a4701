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
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.internal.PopWire;
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

  private final Account account;
  private final Duration deadline;
  private final boolean ownDeadline;
  private final Executor executor;

  AsyncPopClient(Account account, Duration deadline, boolean ownDeadline, Executor executor) {
    this.account = account;
    this.deadline = deadline;
    this.ownDeadline = ownDeadline;
    this.executor = executor;
  }

  /** As {@link PopClient#containers}. */
  public CompletableFuture<List<Container>> containers(Filter filter) {
    return list(Listing.CONTAINERS, filter);
  }

  /** As {@link PopClient#container}. */
  public CompletableFuture<Optional<Container>> container(Filter filter) {
    return first(Listing.CONTAINERS, filter);
  }

  /** As {@link PopClient#images}. */
  public CompletableFuture<List<Image>> images(Filter filter) {
    return list(Listing.IMAGES, filter);
  }

  /** As {@link PopClient#image}. */
  public CompletableFuture<Optional<Image>> image(Filter filter) {
    return first(Listing.IMAGES, filter);
  }

  /** As {@link PopClient#networks}. */
  public CompletableFuture<List<Network>> networks(Filter filter) {
    return list(Listing.NETWORKS, filter);
  }

  /** As {@link PopClient#network}. */
  public CompletableFuture<Optional<Network>> network(Filter filter) {
    return first(Listing.NETWORKS, filter);
  }

  /** As {@link PopClient#flavours}. */
  public CompletableFuture<List<Flavour>> flavours(Filter filter) {
    return list(Listing.FLAVOURS, filter);
  }

  /** As {@link PopClient#flavour}. */
  public CompletableFuture<Optional<Flavour>> flavour(Filter filter) {
    return first(Listing.FLAVOURS, filter);
  }

  /** As {@link PopClient#create}. */
  public CompletableFuture<Container> create(ContainerConfig config) {
    PopCall call = call(creation(config));
    return call.answer(() -> new Creation(call, config).run());
  }

  /** As {@link PopClient#delete}. */
  public CompletableFuture<Void> delete(Filter filter) {
    return remove(patientCall("Delete of " + filter), PopGrpc.getDeleteMethod(), filter);
  }

  /** As {@link PopClient#metadata}. */
  public CompletableFuture<Void> metadata(Filter filter, Map<String, String> entries) {
    NewMetadata request =
        NewMetadata.newBuilder()
            .setFilter(PopWire.toProto(filter))
            .setMd(PopWire.toProto(entries))
            .build();
    PopCall call = call("Metadata of " + filter);
    return call.answer(
        () ->
            Causes.taken(
                call.send(PopGrpc.getMetadataMethod(), request).thenApply(reply -> null),
                failure -> entries.isEmpty() && OldPop.refusesNoEntries(failure),
                null));
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
        .runSafely(PopGrpc.getCreateNetworkMethod(), PopWire.toProto(config), PopWire::fromProto);
  }

  /** As {@link PopClient#deleteNetwork}. */
  public CompletableFuture<Void> deleteNetwork(Filter filter) {
    return remove(call("DeleteNetwork of " + filter), PopGrpc.getDeleteNetworkMethod(), filter);
  }

  /**
   * As {@link PopClient#pull}.
   *
   * @param progress runs on the executor, never twice at once; the call fails if it throws
   */
  public CompletableFuture<Image> pull(String image, Consumer<PullProgress> progress) {
    PopCall call =
        new PopCall(
            account,
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
        .runSafely(PopGrpc.getStatsMethod(), PopWire.toProto(filter), PopWire::fromProto);
  }

  /** As {@link PopClient#info}. */
  public CompletableFuture<PopInfo> info() {
    return call("Info")
        .runSafely(PopGrpc.getInfoMethod(), Empty.getDefaultInstance(), PopWire::fromProto);
  }

  /** As {@link PopClient#login}. */
  public CompletableFuture<Void> login() {
    PopCall call = call("Login of user '" + account.username() + "'");
    return call.answer(
        () -> Repeats.of(call, true, () -> call.session().token()).thenApply(token -> null));
  }

  /** As {@link PopClient#logout}. */
  public CompletableFuture<Void> logout() {
    return call("Logout").end();
  }

  private <R, T> CompletableFuture<List<T>> list(Listing<R, T> listing, Filter filter) {
    PopCall call = call(listed(listing, filter));
    int pageSize = account.options().pageSize();
    return call.answer(() -> pages(call, listing, filter, pageSize, false));
  }

  private <R, T> CompletableFuture<Optional<T>> first(Listing<R, T> listing, Filter filter) {
    PopCall call = call(listed(listing, filter));
    return call.answer(
        () -> pages(call, listing, filter, 1, true).thenApply(found -> found.stream().findFirst()));
  }

  private static <R, T> CompletableFuture<List<T>> pages(
      PopCall call, Listing<R, T> listing, Filter filter, int pageSize, boolean firstOnly) {
    org.mano4j.pop.proto.Filter.Builder wanted = PopWire.toProto(filter).toBuilder();
    if (filter instanceof Filter.All) {
      wanted.setPageSize(pageSize);
    }
    return Causes.taken(
        new Pages<>(call, listing, wanted.build(), firstOnly).collect(),
        NotFound::isMeantBy,
        List.of());
  }

  /**
   * Repeated only by id: by name, the second request could meet what somebody else has made in
   * between. A second request that finds nothing shows that the first one has arrived.
   */
  private static CompletableFuture<Void> remove(
      PopCall call, MethodDescriptor<org.mano4j.pop.proto.Filter, Empty> method, Filter filter) {
    org.mano4j.pop.proto.Filter request = PopWire.toProto(filter);
    return call.answer(
        () ->
            Causes.taken(
                (filter instanceof Filter.ById
                        ? call.sendSafely(method, request)
                        : call.send(method, request))
                    .thenApply(reply -> null),
                failure -> call.isRepeated() && NotFound.isMeantBy(failure),
                null));
  }

  private static String listed(Listing<?, ?> listing, Filter filter) {
    return filter instanceof Filter.All ? listing.name() : listing.name() + " of " + filter;
  }

  /** Without a name, which the Pop makes up, the image has to do. */
  private static String creation(ContainerConfig config) {
    return config.name().isEmpty()
        ? "Create of a container of image '" + config.imageId() + "'"
        : "Create of '" + config.name() + "'";
  }

  private PopCall call(String what) {
    return new PopCall(account, what, deadline, true, executor);
  }

  /** A call whose deadline the Pop would take as grace: it is told only if the user chose one. */
  private PopCall patientCall(String what) {
    return new PopCall(account, what, deadline, ownDeadline, executor);
  }

  /** The image in the last message; one without id if the Pop has forgotten to tell it. */
  static Image pulled(org.mano4j.pop.proto.PullProgress last) {
    return PopWire.fromProto(last.getImage());
  }

  private static @Nullable Void nothing(Empty reply) {
    return null;
  }
}
