package org.mano4j.pop;

import io.grpc.CallOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PullRequest;
import org.mano4j.pop.proto.WatchRequest;

/**
 * Calls one Pop as one user. Get one from {@link PopSessions#client}.
 *
 * <p>Every method blocks until the answer is there or the deadline ends, and throws {@link
 * PopException} when the Pop refuses or cannot be reached. Thread-safe, immutable.
 *
 * <p>While the Pop is {@code UNAVAILABLE}, a request is repeated a few times ({@link
 * PopClientOptions#retries}) if it does no harm to carry it out twice: lists, {@link #info}, {@link
 * #stats}, {@link #createNetwork}, {@link #delete} and {@link #deleteNetwork} of an id, and {@link
 * #create} with an idempotency key at a Pop that knows those. The login before a call always is.
 * The others are not: {@link #start}, {@link #stop} and {@link #reset} would be refused the second
 * time although they were done, a second {@link #metadata} could undo what somebody has set in
 * between, and whoever follows a stream knows best where to go on.
 *
 * <p>Pops of the first generation lack {@link #reset}, {@link #createNetwork}, {@link
 * #deleteNetwork}, {@link #pull}, {@link #watch()}, {@link #logs} and {@link #stats}: there these
 * fail with {@code UNIMPLEMENTED}, and the message says what to do in their place. The others do
 * the same there; failures have no reasons, and the codes that a newer Pop would give: an unknown
 * name is {@code NOT_FOUND}, a wrong state {@code FAILED_PRECONDITION}.
 */
public final class PopClient {

  private final Account account;
  private final Duration deadline;
  private final boolean ownDeadline;

  /** Makes the calls; continues on the network's threads. */
  private final AsyncPopClient calls;

  PopClient(Account account, Duration deadline) {
    this(account, deadline, false);
  }

  private PopClient(Account account, Duration deadline, boolean ownDeadline) {
    this.account = account;
    this.deadline = deadline;
    this.ownDeadline = ownDeadline;
    this.calls = async(Runnable::run);
  }

  /** The Pop that is called. */
  public PopEndpoint endpoint() {
    return account.endpoint();
  }

  /** How long a call may take, login included. */
  public Duration deadline() {
    return deadline;
  }

  /**
   * The same client, with another time for each call, login included. For {@link #stop} and {@link
   * #delete} it is also the time that the Pop gives a container to end by itself; otherwise the Pop
   * decides (5 s).
   *
   * @param value more than zero
   */
  public PopClient withDeadline(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("deadline must be more than zero, but is " + value);
    }
    return new PopClient(account, value, true);
  }

  /** The same calls without blocking; goes on in the common pool of the JVM. */
  public AsyncPopClient async() {
    return async(ForkJoinPool.commonPool());
  }

  /** The same calls without blocking; what is attached to their futures runs on this executor. */
  public AsyncPopClient async(Executor executor) {
    return new AsyncPopClient(account, deadline, ownDeadline, executor);
  }

  /** The containers meant; none if there is none with that id or name. */
  public List<Container> containers(Filter filter) {
    return await(calls.containers(filter));
  }

  /** The container meant; the first one if the filter means all. */
  public Optional<Container> container(Filter filter) {
    return await(calls.container(filter));
  }

  /** The images meant; none if there is none with that id or name. */
  public List<Image> images(Filter filter) {
    return await(calls.images(filter));
  }

  /** The image meant; the first one if the filter means all. */
  public Optional<Image> image(Filter filter) {
    return await(calls.image(filter));
  }

  /** The networks meant; none if there is none with that id or name. */
  public List<Network> networks(Filter filter) {
    return await(calls.networks(filter));
  }

  /** The network meant; the first one if the filter means all. */
  public Optional<Network> network(Filter filter) {
    return await(calls.network(filter));
  }

  /** The flavours meant; none if there is none with that id or name. */
  public List<Flavour> flavours(Filter filter) {
    return await(calls.flavours(filter));
  }

  /** The flavour meant; the first one if the filter means all. */
  public Optional<Flavour> flavour(Filter filter) {
    return await(calls.flavour(filter));
  }

  /**
   * Reserves name and addresses of a container; nothing runs yet.
   *
   * <p>A Pop of the first generation does not know all parts of a configuration. There, the
   * metadata is sent with a second request; if that is refused, the container is deleted again and
   * the refusal is thrown. Labels are lost (a warning in the log says so once for each Pop, and the
   * answer has none), and an idempotency key does nothing.
   */
  public Container create(ContainerConfig config) {
    return await(calls.create(config));
  }

  /**
   * Stops a container if it runs, and forgets it. Returns when it is gone. If the deadline ends
   * before, the Pop goes on; calling again is safe.
   */
  public void delete(Filter filter) {
    await(calls.delete(filter));
  }

  /**
   * Adds entries to the metadata of a container that was not started yet; its environment. An entry
   * with an empty value removes its key. No entries: nothing changes.
   */
  public void metadata(Filter filter, Map<String, String> entries) {
    await(calls.metadata(filter, entries));
  }

  /**
   * Runs a created container, with its metadata as environment. If the deadline ends first, the Pop
   * undoes the start: the container is FAILED then, or still CREATED. Pops of before let it go on.
   */
  public Container start(Filter filter) {
    return await(calls.start(filter));
  }

  /** As {@link #start}, and tells how long the Pop has taken for it. */
  public StartReport startMeasured(Filter filter) {
    return await(calls.startMeasured(filter));
  }

  /** Begins to stop a running container; does not wait for its end. */
  public void stop(Filter filter) {
    await(calls.stop(filter));
  }

  /**
   * Begins a new life of a container that is EXITED or FAILED: CREATED again, with the same id,
   * name, metadata and addresses. Refused if an address belongs to somebody else by now.
   */
  public Container reset(Filter filter) {
    return await(calls.reset(filter));
  }

  /** Makes a network, or returns the one of this name that was made so before. */
  public Network createNetwork(NetworkConfig config) {
    return await(calls.createNetwork(config));
  }

  /** Removes a network that no container is attached to. */
  public void deleteNetwork(Filter filter) {
    await(calls.deleteNetwork(filter));
  }

  /**
   * Has the Pop get an image from wherever its platform gets images. Takes at most 30 minutes, or
   * the time of {@link #withDeadline}.
   *
   * @param image a name with or without tag
   * @param progress is told of every step, on the calling thread; if it throws, the call is given
   *     up
   */
  public Image pull(String image, Consumer<PullProgress> progress) {
    PullRequest request = PullRequest.newBuilder().setImage(image).build();
    Duration time = ownDeadline ? deadline : AsyncPopClient.PULL_TIME;
    PopStream<org.mano4j.pop.proto.PullProgress> steps =
        PopStream.open(
            account,
            "PullImage of '" + image + "'",
            deadline,
            PopGrpc.getPullImageMethod(),
            request,
            CallOptions.DEFAULT.withDeadlineAfter(time.toNanos(), TimeUnit.NANOSECONDS),
            Function.identity(),
            step -> null);
    org.mano4j.pop.proto.PullProgress last = org.mano4j.pop.proto.PullProgress.getDefaultInstance();
    try (steps) {
      while (steps.hasNext()) {
        last = steps.next();
        progress.accept(PopWire.fromProto(last));
      }
    }
    return AsyncPopClient.pulled(last);
  }

  /**
   * Tells every change of a container from now on. Returns when the Pop watches, so that no later
   * change is missed. The first event is a bookmark. Only that is bound by the deadline: the stream
   * lasts until it is closed, the Pop is lost, or this program logs out; {@link #watch(long)} goes
   * on from the last number that was read. When the session expires, the stream goes on in a new
   * one by itself.
   */
  public PopStream<ContainerEvent> watch() {
    return watch(WatchRequest.getDefaultInstance());
  }

  /**
   * As {@link #watch()}, beginning with the changes after the one with this sequence number.
   *
   * @throws PopException with {@link PopReason#EVENTS_FORGOTTEN} if the Pop does not remember them
   *     all; then list the containers and watch from now on
   */
  public PopStream<ContainerEvent> watch(long after) {
    return watch(WatchRequest.newBuilder().setAfter(after).build());
  }

  /**
   * What a container has written in its present life. Only the login is bound by the deadline:
   * reading lasts as long as there is something, or until the stream is closed or the session ends.
   */
  public PopStream<LogChunk> logs(Filter filter, LogOptions options) {
    return PopStream.open(
        account,
        "Logs of " + filter,
        deadline,
        PopGrpc.getLogsMethod(),
        PopWire.toProto(filter, options),
        CallOptions.DEFAULT,
        PopWire::fromProto,
        chunk -> null);
  }

  /** What the instance of a running container uses. */
  public ContainerStats stats(Filter filter) {
    return await(calls.stats(filter));
  }

  /** What the Pop is. Also tells that it can be reached, and that the credentials are good. */
  public PopInfo info() {
    return await(calls.info());
  }

  /**
   * Opens the session if there is none, as every call does by itself: tells whether the Pop can be
   * reached and knows the user.
   */
  public void login() {
    await(calls.login());
  }

  /**
   * Ends the session, for all clients that share it. Does nothing if there is none. The next call
   * logs in again.
   */
  public void logout() {
    await(calls.logout());
  }

  private PopStream<ContainerEvent> watch(WatchRequest request) {
    PopStream<ContainerEvent> events =
        PopStream.open(
            account,
            "Watch",
            deadline,
            PopGrpc.getWatchMethod(),
            request,
            CallOptions.DEFAULT,
            PopWire::fromProto,
            event -> WatchRequest.newBuilder().setAfter(event.sequence()).build());
    return events.awaitFirst();
  }

  private <T> T await(CompletableFuture<T> future) {
    return Waiting.on(future, endpoint());
  }
}
