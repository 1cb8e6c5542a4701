package org.mano4j.plugin;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/**
 * Serves a {@link VimDriver} to an NFVO: registers it, takes calls from the queue {@code
 * vim-drivers.<type>.<name>}, and answers them. Thread-safe.
 *
 * <p>The queue is auto-deleted, because an NFVO finds drivers by the existence of their queue. A
 * call that is in work when the process dies is therefore lost, and its caller waits until its own
 * time limit. More on what arrives, and how often, in the description of the package.
 *
 * <p>A connection that was lost is established again; the calls of its queue go on. When the broker
 * refuses the plugin's private user for good (see {@link
 * org.mano4j.messaging.AmqpOptions#refusalLimit}), calls in work are interrupted and the driver is
 * detached; then the plugin registers again as the shared user, with new credentials, and attaches
 * the driver and serves again. It tries as often, with the same pauses, as {@link
 * Builder#registration} says. If all of that fails it is closed, with an error in the log.
 *
 * <p>Nothing happens before {@link #start()}. A plugin is used once: after {@link #close()}, or a
 * start that failed, make a new one.
 */
public final class VimDriverPlugin implements AutoCloseable {

  private final PluginOptions options;
  private final AtomicReference<State> state = new AtomicReference<>(State.NEW);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Rejoining rejoining;
  private volatile @Nullable RunningPlugin running;

  /** The life of a plugin, in this order. */
  public enum State {
    /** Not started yet. */
    NEW,
    /** Registering with the NFVO; also again, see {@link VimDriverPlugin}. */
    STARTING,
    /** Taking calls. */
    RUNNING,
    /** Finishing the calls it has. */
    DRAINING,
    /** Ended for good. */
    CLOSED
  }

  private VimDriverPlugin(PluginOptions options) {
    this.options = options;
    this.rejoining =
        new Rejoining(options, () -> state.get() == State.STARTING, this::joined, this::ended);
  }

  /** Begins to describe a plugin. */
  public static Builder builder(VimDriver driver) {
    return new Builder(driver);
  }

  /** {@code vim-drivers.<type>.<name>}, which is also the name of its queue. */
  public String pluginId() {
    return options.pluginId();
  }

  /** Where it is in its life. */
  public State state() {
    return state.get();
  }

  /**
   * Registers with the NFVO and begins to take calls. When it returns the driver can be called.
   *
   * @throws org.mano4j.messaging.BusException if broker or NFVO cannot be reached
   * @throws IllegalStateException if it was started before
   */
  public void start() {
    if (!state.compareAndSet(State.NEW, State.STARTING)) {
      throw new IllegalStateException(
          "plugin " + options.pluginId() + " cannot be started: it is " + state.get());
    }
    RunningPlugin started;
    try {
      started = RunningPlugin.start(options);
    } catch (RuntimeException | Error e) {
      ended();
      throw e;
    }
    if (!joined(started)) {
      throw new IllegalStateException(
          "plugin " + options.pluginId() + " was closed while it started");
    }
  }

  /** False if it is closed meanwhile. */
  private boolean joined(RunningPlugin started) {
    running = started;
    if (!state.compareAndSet(State.STARTING, State.RUNNING)) {
      started.close();
      return false;
    }
    started.whenLost(
        () -> {
          if (state.compareAndSet(State.RUNNING, State.STARTING)) {
            rejoining.begin(started);
          }
        });
    return true;
  }

  private void ended() {
    state.set(State.CLOSED);
    closed.countDown();
  }

  /**
   * Waits until the plugin is closed, by {@link #close()} or by itself: its threads are daemons,
   * and do not keep a program alive.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public void awaitClosed() throws InterruptedException {
    closed.await();
  }

  /**
   * The same for some time.
   *
   * @return whether it is closed
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public boolean awaitClosed(Duration atMost) throws InterruptedException {
    // saturates, unlike toNanos
    return closed.await(TimeUnit.NANOSECONDS.convert(atMost), TimeUnit.NANOSECONDS);
  }

  /**
   * The plugin's own connection, opened with the private user that the NFVO gave it. Another one
   * after the plugin had to register again.
   *
   * @throws IllegalStateException before {@link #start()} has returned
   */
  public MessageBus bus() {
    RunningPlugin started = running;
    if (started == null) {
      throw new IllegalStateException("plugin " + options.pluginId() + " is not started");
    }
    return started.bus();
  }

  /**
   * Takes no new calls and finishes those it has, and then what the driver itself has taken from
   * its bus. Those that are unfinished after the timeout are reported and go back to the queue. The
   * NFVO still knows the plugin; {@link #close()} follows.
   */
  public DrainReport drain(Duration timeout) {
    RunningPlugin started = running;
    if (started == null || state.get() == State.CLOSED) {
      return new DrainReport(0, 0);
    }
    if (!state.compareAndSet(State.RUNNING, State.DRAINING)) {
      state.compareAndSet(State.STARTING, State.DRAINING);
    }
    return started.drain(timeout);
  }

  /**
   * Ends the plugin at once: calls in work are interrupted and not answered; use {@link #drain}
   * before. Waits at most 5 s for calls that do not heed the interrupt, then deregisters from the
   * NFVO, unless another process serves the same plugin id: that would be cut off.
   */
  @Override
  public void close() {
    state.set(State.CLOSED);
    rejoining.end();
    RunningPlugin started = running;
    try {
      if (started != null) {
        started.close();
      }
    } finally {
      ended();
    }
  }

  /** Describes a plugin. Not thread-safe. */
  public static final class Builder {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(25);

    private final VimDriver driver;
    private String type = "";
    private String name = "openbaton";
    private @Nullable BusConnector connector;
    private BusCredentials registrationUser = NfvoAddresses.DEFAULT_REGISTRATION_USER;
    private RegistrationOptions registration = RegistrationOptions.defaults();
    private int workers = 16;
    private Duration callLimit = Duration.ofSeconds(290);
    private @Nullable Executor executor;
    private PluginMetrics metrics = PluginMetrics.NONE;
    private NfvoVersion nfvo = NfvoVersion.SINCE_5;

    private Builder(VimDriver driver) {
      this.driver = Objects.requireNonNull(driver, "driver");
    }

    /** Type of the VIM instances it is for, such as {@code pop}; letters, digits, - and _. */
    public Builder type(String type) {
      this.type = PluginNames.word("type", type);
      return this;
    }

    /**
     * Name of the plugin among those of its type, {@code openbaton} by default; letters, digits, -
     * and _.
     */
    public Builder name(String name) {
      this.name = PluginNames.word("name", name);
      return this;
    }

    /** The broker. Required. */
    public Builder connector(BusConnector connector) {
      this.connector = Objects.requireNonNull(connector, "connector");
      return this;
    }

    /** The shared user to register with; by default the one of an NFVO as it is shipped. */
    public Builder registrationUser(BusCredentials user) {
      this.registrationUser = Objects.requireNonNull(user, "user");
      return this;
    }

    /** How patiently to register; by default 20 attempts, 2.5 s apart. */
    public Builder registration(RegistrationOptions registration) {
      this.registration = Objects.requireNonNull(registration, "registration");
      return this;
    }

    /**
     * Most calls in work at a time, from 1; 16 by default. Further ones wait in the queue.
     *
     * <p>A call begins if its VIM instance (known by its id, else its name) has then no more calls
     * in work than workers are still free: of 16 workers, one busy VIM gets 8, a second one 4, the
     * next ones 2, 1 and 1. So VIMs that do not answer leave workers to the others. Further calls
     * of a VIM wait for their turn, within {@link #callLimit}, and keep calls of other VIMs from
     * arriving only when more than 32 of one VIM, or 256 in all, wait.
     */
    public Builder workers(int workers) {
      if (workers < 1) {
        throw new IllegalArgumentException("workers must be at least 1, not " + workers);
      }
      this.workers = workers;
      return this;
    }

    /**
     * How long a call may take from its arrival, at most 25 minutes, since RabbitMQ closes the
     * channel of a consumer that has not acknowledged after 30. Then it is answered with an
     * exception and its thread interrupted. 290 s by default: just under the 5 minutes that an NFVO
     * waits in its shipped configuration.
     */
    public Builder callLimit(Duration limit) {
      if (limit.isNegative() || limit.isZero() || limit.compareTo(LONGEST_CALL) > 0) {
        throw new IllegalArgumentException(
            "callLimit must be from 1 ns to 25 minutes, not " + limit);
      }
      this.callLimit = limit;
      return this;
    }

    /**
     * Runs the calls; the plugin does not shut it down. By default the plugin has threads of its
     * own, as many as {@link #workers}, which begin when they are needed.
     */
    public Builder executor(Executor executor) {
      this.executor = Objects.requireNonNull(executor, "executor");
      return this;
    }

    /** Told of every call; by default nobody is. */
    public Builder metrics(PluginMetrics metrics) {
      this.metrics = Objects.requireNonNull(metrics, "metrics");
      return this;
    }

    /**
     * The version of the NFVO; 5.0 or later by default. One before is served on {@code
     * plugin-exchange}, without registration, and the {@link #registrationUser} is then the
     * administrator of the broker. Such an NFVO has one class of VIM instance for all types, which
     * drivers get as {@link org.mano4j.catalogue.vim.OpenstackVimInstance}, and asks {@code
     * listImages}, {@code listNetworks} and {@code listFlavors} instead of {@code refresh}; it
     * looks for images, networks and flavours by name.
     */
    public Builder nfvo(NfvoVersion version) {
      this.nfvo = Objects.requireNonNull(version, "version");
      return this;
    }

    /**
     * Takes name, workers and registration user from the arguments of the program. Where the broker
     * is tells the {@link #connector}.
     */
    public Builder arguments(PluginArguments arguments) {
      return name(arguments.name())
          .workers(arguments.consumers())
          .registrationUser(arguments.registrationUser());
    }

    /**
     * The plugin, not started.
     *
     * @throws IllegalArgumentException if type or connector are missing
     */
    public VimDriverPlugin build() {
      if (type.isEmpty()) {
        throw new IllegalArgumentException("the plugin has no type; give it one, such as 'pop'");
      }
      if (connector == null) {
        throw new IllegalArgumentException("the plugin has no connector; give it a broker");
      }
      return new VimDriverPlugin(
          new PluginOptions(
              driver,
              "vim-drivers." + type + "." + name,
              connector,
              registrationUser,
              registration,
              workers,
              callLimit,
              executor,
              metrics,
              nfvo));
    }
  }
}
