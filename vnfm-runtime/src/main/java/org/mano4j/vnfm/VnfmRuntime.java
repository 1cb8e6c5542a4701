package org.mano4j.vnfm;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A VNF manager: runs a {@link VnfmHandler} for an NFVO. It registers, takes lifecycle requests
 * from its {@link Channel}, talks with the NFVO in between (grant, allocation, scaling), and
 * answers each request once, whatever happens. Thread-safe.
 *
 * <pre>{@code
 * VnfmRuntime vnfm =
 *     VnfmRuntime.builder(new MyVnfm())
 *         .type("my-vnfm")
 *         .channel(BusChannel.builder(connector).build())
 *         .build();
 * Runtime.getRuntime()
 *     .addShutdownHook(
 *         new Thread(
 *             () -> {
 *               vnfm.drain(Duration.ofMinutes(1));
 *               vnfm.close();
 *             }));
 * vnfm.start();
 * vnfm.awaitClosed();
 * }</pre>
 *
 * <p>Its threads are daemons: a program that has nothing else to do ends unless it waits with
 * {@link #awaitClosed()}.
 *
 * <p>Requests for one VNFR are worked off one after the other, those for different ones at the same
 * time. While the runtime waits for the NFVO, it holds neither a thread nor a place in the prefetch
 * window. Nothing is remembered between requests: replicas of a manager may share its queue.
 *
 * <p>Nothing happens before {@link #start()}. A runtime is used once: after {@link #close()}, or a
 * start that failed, make a new one. It closes by itself, with an ERROR in the log, when its
 * channel has ended and cannot come back.
 */
public final class VnfmRuntime implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private final VnfmManagerEndpoint endpoint;
  private final Channel channel;
  private final int prefetch;
  private final Scope scope;
  private final @Nullable ThreadPoolExecutor ownWorkers;
  private final ScheduledThreadPoolExecutor timer;
  private final Dispatcher dispatcher;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The life of a VNF manager, in this order. */
  public enum State {
    /** Not started yet. */
    NEW,
    /** Registering with the NFVO. */
    STARTING,
    /** Taking requests. */
    RUNNING,
    /** Finishing the requests it has. */
    DRAINING,
    /** Ended for good. */
    CLOSED
  }

  private VnfmRuntime(Builder options, Channel channel) {
    this.endpoint =
        VnfmManagerEndpointBuilder.builder()
            .type(options.type)
            .endpoint(options.endpoint.isEmpty() ? options.type : options.endpoint)
            .description(options.description)
            .enabled(true)
            .active(true)
            .build();
    this.channel = channel;
    this.prefetch = options.prefetch == 0 ? options.workers : options.prefetch;
    this.ownWorkers =
        options.executor == null ? Threads.workers("vnfm-" + options.type, options.workers) : null;
    this.timer = Threads.timer("vnfm-" + options.type + "-timer");
    this.scope =
        new Scope(
            options.handler,
            options.allocate,
            channel,
            ownWorkers == null ? options.executor : ownWorkers,
            options.clock,
            options.rpcTimeout,
            options.answerLimit,
            () -> state.get().compareTo(State.DRAINING) >= 0,
            new SafeMetrics(options.metrics));
    this.dispatcher =
        new Dispatcher(scope, timer, options.prefetch == 0 ? headroom()::done : () -> {});
  }

  private Headroom headroom() {
    return new Headroom(
        prefetch,
        System::nanoTime,
        look -> timer.schedule(look, Headroom.LOOK_NANOS, TimeUnit.NANOSECONDS),
        channel::prefetch);
  }

  /** Begins to describe a VNF manager. */
  public static Builder builder(VnfmHandler handler) {
    return new Builder(handler);
  }

  /** What descriptors name as their endpoint to get this manager. */
  public String type() {
    return String.valueOf(endpoint.type());
  }

  /** Where it is in its life. */
  public State state() {
    return state.get();
  }

  /**
   * The manager's own connection, if its channel is a message bus; from {@link #start()} on. The
   * runtime closes it, and works over another one behind it when it is closed otherwise: a listener
   * of its states may see OPEN after CLOSED.
   */
  public Optional<MessageBus> bus() {
    return channel.bus();
  }

  /**
   * Registers with the NFVO and begins to take requests.
   *
   * @throws IllegalStateException if it was started before
   * @throws RuntimeException if the NFVO cannot be reached; the runtime is closed then
   */
  public void start() {
    if (!state.compareAndSet(State.NEW, State.STARTING)) {
      throw new IllegalStateException(
          "VNF manager '" + endpoint.type() + "' cannot be started: it is " + state.get());
    }
    channel.onEnd(this::ended);
    try {
      channel.register(endpoint);
      channel.receive(prefetch, dispatcher);
    } catch (RuntimeException | Error e) {
      try {
        close();
      } catch (RuntimeException notClosed) {
        e.addSuppressed(notClosed);
      }
      throw e;
    }
    if (!state.compareAndSet(State.STARTING, State.RUNNING)) {
      channel.close();
      throw new IllegalStateException(
          "VNF manager '" + endpoint.type() + "' was closed while it started");
    }
    log.info("VNF manager '{}' takes requests", endpoint.type());
  }

  private void ended(RuntimeException why) {
    log.error(
        "VNF manager '{}' takes no requests any more and closes: {}; start it again when that is"
            + " mended",
        endpoint.type(),
        why.getMessage());
    close();
  }

  /**
   * Waits until the manager is closed, by {@link #close()}, a failed {@link #start()}, or the end
   * of its channel: for the end of a program's {@code main}.
   */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /**
   * The same for at most some time.
   *
   * @return whether it is closed
   */
  public boolean awaitClosed(Duration atMost) throws InterruptedException {
    return closed.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
  }

  /**
   * Takes no new requests and finishes those it has; handlers see {@link VnfmContext#draining()}.
   * Those that are unfinished after the timeout are reported and left to the transport, which gives
   * them to a replica or to the next start. {@link #close()} follows.
   */
  public DrainReport drain(Duration timeout) {
    if (!state.compareAndSet(State.RUNNING, State.DRAINING) && state.get() != State.DRAINING) {
      return new DrainReport(0, 0);
    }
    return channel.drain(timeout);
  }

  /**
   * Tells the NFVO that there is no manager of this type any more. It cuts off every replica of the
   * type, and this manager takes no requests any more; the channel decides whether {@link #close()}
   * does this, too.
   */
  public void deregister() {
    channel.deregister();
  }

  /**
   * Ends the manager at once: requests in work are interrupted and left to the transport; use
   * {@link #drain} before. Idempotent.
   */
  @Override
  public void close() {
    state.set(State.CLOSED);
    try {
      // first the channel: what is interrupted below must not be answered, but be delivered again
      channel.close();
      timer.shutdownNow();
      dispatcher.abandon();
      if (ownWorkers != null) {
        Threads.end(ownWorkers);
      }
    } finally {
      closed.countDown();
    }
  }

  /** Describes a VNF manager. Not thread-safe. */
  public static final class Builder {

    private static final Duration LONGEST_ANSWER = Duration.ofMinutes(25);

    private final VnfmHandler handler;
    private String type = "";
    private String endpoint = "";
    private String description = "";
    private @Nullable Channel channel;
    private boolean allocate;
    private int workers = 8;
    private int prefetch;
    private @Nullable Executor executor;
    private Clock clock = Clock.systemUTC();
    private VnfmMetrics metrics = VnfmMetrics.NONE;
    private Duration rpcTimeout = Duration.ofMinutes(9);
    private Duration answerLimit = Duration.ofMinutes(10);

    private Builder(VnfmHandler handler) {
      this.handler = Objects.requireNonNull(handler, "handler");
    }

    /** Type of the manager: what descriptors call {@code endpoint}. Required. */
    public Builder type(String type) {
      this.type = Objects.requireNonNull(type, "type");
      return this;
    }

    /** Name of its queue, or address of its server; the type by default. */
    public Builder endpoint(String endpoint) {
      this.endpoint = Objects.requireNonNull(endpoint, "endpoint");
      return this;
    }

    /** What the NFVO shows of it to people; "" by default. */
    public Builder description(String description) {
      this.description = Objects.requireNonNull(description, "description");
      return this;
    }

    /** The transport to the NFVO; the runtime closes it. Required. */
    public Builder channel(Channel channel) {
      this.channel = Objects.requireNonNull(channel, "channel");
      return this;
    }

    /**
     * Whether the manager allocates machines itself; false by default, and the NFVO does. If true,
     * the NFVO still grants a launch, but is asked for no machines: {@link VnfmHandler#allocate} is
     * called for each, at launch and at scale-out, and {@link VnfmHandler#release} when the
     * function ends. A scale-in releases none: the NFVO deletes that machine itself, through its
     * own VIM driver, and does not tell this manager.
     */
    public Builder allocate(boolean allocate) {
      this.allocate = allocate;
      return this;
    }

    /**
     * Threads of the runtime, on which handlers run, from 1; 8 by default. They begin when they are
     * needed. When an {@link #executor} is given there are none, and this is only what {@link
     * #prefetch} is reckoned from.
     */
    public Builder workers(int workers) {
      this.workers = atLeastOne("workers", workers);
      return this;
    }

    /**
     * Most requests in work at a time, from 1, not counting those that wait for the NFVO. Further
     * ones wait in the queue, where replicas can take them.
     *
     * <p>By default it follows how quickly requests get done: as many as {@link #workers}, and as
     * many more as were done in 25 ms lately, at most eight for each worker. With handlers that
     * take seconds that is one for each worker. With those that are done in milliseconds it saves
     * the broker half of its work on each. A number of your own is kept as it is: with a large one
     * and handlers that take long, requests wait here, and their {@link #answerLimit} runs.
     *
     * <p>It holds on a message bus; {@link RestChannel} has limits of its own.
     *
     * <p>Requests that wait for an earlier one of the same VNFR do not count either, as long as
     * they are at most 16 for that VNFR; more of them count, and when they fill the window, those
     * for other VNFRs wait, too.
     */
    public Builder prefetch(int prefetch) {
      this.prefetch = atLeastOne("prefetch", prefetch);
      return this;
    }

    /** Runs the handlers in place of own threads; the runtime does not shut it down. */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** Gives the time for {@link VnfmContext#deadline()}; the system's by default. */
    public Builder clock(Clock clock) {
      this.clock = Objects.requireNonNull(clock, "clock");
      return this;
    }

    /** Counts requests; nothing does by default. */
    public Builder metrics(VnfmMetrics metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
      return this;
    }

    /**
     * How long to wait for an answer of the NFVO to one request of the manager; more than zero, 9
     * minutes by default. Never longer than until the deadline of the request it is for. The NFVO
     * sends no answer at all when its own handling fails.
     */
    public Builder rpcTimeout(Duration timeout) {
      this.rpcTimeout = positive("rpcTimeout", timeout);
      return this;
    }

    /**
     * How long a request may take from its arrival to its answer; more than zero, at most 25
     * minutes, 10 minutes by default. Then the NFVO is told that it failed, and the handler is
     * interrupted. The NFVO itself waits for ever, and RabbitMQ closes a channel on which a request
     * stays unanswered for 30 minutes.
     */
    public Builder answerLimit(Duration limit) {
      this.answerLimit = positive("answerLimit", limit);
      if (limit.compareTo(LONGEST_ANSWER) > 0) {
        throw new IllegalArgumentException("answerLimit must be at most 25 minutes, not " + limit);
      }
      return this;
    }

    /**
     * The manager, not started.
     *
     * @throws IllegalArgumentException if type or channel are missing, or if type or endpoint
     *     cannot be the name of a queue: a word {@code *} or {@code #} between dots, control
     *     characters, blanks at the ends, more than 255 bytes, {@code amq.} at the beginning
     */
    public VnfmRuntime build() {
      if (type.isBlank()) {
        throw new IllegalArgumentException(
            "the VNF manager has no type; give it the one that descriptors name as endpoint");
      }
      Names.check("type", type);
      if (!endpoint.isEmpty()) {
        Names.check("endpoint", endpoint);
      }
      if (channel == null) {
        throw new IllegalArgumentException(
            "the VNF manager has no channel; give it one, such as a BusChannel");
      }
      return new VnfmRuntime(this, channel);
    }

    static int atLeastOne(String what, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(what + " must be at least 1, not " + value);
      }
      return value;
    }

    static Duration positive(String what, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(what + " must be more than zero, not " + value);
      }
      return value;
    }
  }
}
