package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Subscription;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.Registration;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel over a message bus, to an NFVO 5.0 or later: registers with the shared broker user,
 * then works with the private one that the NFVO hands out, for requests as well as for what it asks
 * the NFVO, on a queue named after the endpoint. Other versions: {@link Builder#nfvo}.
 *
 * <p>The queue is durable and outlives its consumers for a while ({@link Builder#queueExpiry}), so
 * that requests which a crash leaves unfinished come again after a restart, marked as redelivered.
 * It is deleted when the manager deregisters.
 *
 * <p>A connection that was lost comes back by itself. If the broker refuses that for good, as when
 * the private user was removed, the channel registers again, as at its start, and goes on with what
 * the NFVO hands out; it ends when {@linkplain Builder#registration all attempts} have failed.
 */
public final class BusChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger(BusChannel.class);

  private final Options options;
  private final AtomicBoolean registered = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean deregistered = new AtomicBoolean();
  private final Reopening reopening;
  private volatile boolean draining;
  private volatile int prefetch;
  private volatile @Nullable RequestHandler taking;
  private volatile Consumer<RuntimeException> onEnd = why -> {};
  private volatile boolean elsewhere;
  private volatile @Nullable Registration registration;
  private volatile @Nullable LastingBus bus;
  private volatile @Nullable Subscription subscription;

  /** Whether {@link BusChannel#close()} deregisters, which cuts off all managers of the type. */
  public enum Deregistration {
    /**
     * Only when no other manager consumes from the queue and no request is left in it, which its
     * next consumer would answer.
     */
    WHEN_LAST,
    /** Always, whoever else is there. */
    ALWAYS,
    /** Never: the NFVO keeps credentials and endpoint for the next start or for replicas. */
    NEVER
  }

  /** What the {@link Builder} was told; explained there. */
  private record Options(
      BusConnector connector,
      BusProtocol protocol,
      BusCredentials registrationUser,
      RegistrationOptions registration,
      Duration queueExpiry,
      boolean autoDelete,
      Deregistration deregistration) {}

  private BusChannel(Options options) {
    this.options = options;
    this.reopening =
        new Reopening(
            options.registration(), this::isWanted, this::reopen, why -> onEnd.accept(why));
  }

  /** Begins to describe a channel. */
  public static Builder builder(BusConnector connector) {
    return new Builder(connector);
  }

  @Override
  public void register(VnfmManagerEndpoint endpoint) {
    // also what did not come through a VnfmRuntime must not draw the messages of others
    Names.check("type", Objects.requireNonNull(endpoint.type(), "endpoint.type"));
    Names.check("queue", options.protocol().queue(endpoint));
    if (!registered.compareAndSet(false, true)) {
      throw new IllegalStateException("a BusChannel is used by one VnfmRuntime, once");
    }
    Registration mine =
        registerAs(endpoint.withEndpointType(EndpointType.RABBIT), options.registration());
    try {
      LastingBus opened = new LastingBus(open(mine), () -> reopening.begin(name(mine)));
      bus = opened;
      if (closed.get()) {
        opened.close();
        throw new BusException.Closed("the channel was closed while it registered");
      }
    } catch (RuntimeException | Error e) {
      takeBack(e);
      throw e;
    }
  }

  private Registration registerAs(VnfmManagerEndpoint endpoint, RegistrationOptions patience) {
    Registration mine =
        options
            .protocol()
            .register(options.connector(), options.registrationUser(), endpoint, patience);
    registration = mine;
    return mine;
  }

  private MessageBus open(Registration mine) {
    return options.connector().open(mine.credentials(), name(mine));
  }

  private static String name(Registration mine) {
    return "vnfm-" + mine.type();
  }

  private void consume(RequestHandler handler) {
    LastingBus opened = connected();
    int most = prefetch;
    Subscription mine =
        new OwnQueue(queueName(), options.queueExpiry(), options.autoDelete())
            .consume(opened, most, options.protocol().requests(opened, handler));
    subscription = mine;
    // whoever changes it from here on tells it to this one, too, and may be overtaken by this
    while (most != prefetch) {
      most = prefetch;
      mine.prefetch(most);
    }
  }

  @Override
  public void receive(int prefetch, RequestHandler handler) {
    try {
      this.prefetch = prefetch;
      consume(handler);
      taking = handler;
      reopenIfClosed();
      if (closed.get()) {
        connected().close();
        throw new BusException.Closed("the channel was closed while it began to receive");
      }
    } catch (BusException.Denied e) {
      // the type is registered with another queue, whose managers must not be cut off
      elsewhere = true;
      throw e;
    } catch (RuntimeException | Error e) {
      takeBack(e);
      throw e;
    }
  }

  @Override
  public void prefetch(int prefetch) {
    this.prefetch = prefetch;
    Subscription current = subscription;
    if (current != null) {
      current.prefetch(prefetch);
    }
  }

  private boolean isWanted() {
    return taking != null
        && !draining
        && !deregistered.get()
        && !closed.get()
        && connected().state() == BusState.CLOSED;
  }

  /** The bus may have been closed while nobody looked for it. */
  private void reopenIfClosed() {
    reopening.begin(name(registered()));
  }

  /** One attempt to register and connect again. */
  private void reopen() {
    VnfmManagerEndpoint endpoint =
        Objects.requireNonNull(registered().endpoint(), "the endpoint is missing");
    LastingBus lasting = connected();
    lasting.replace(open(registerAs(endpoint, options.registration().withAttempts(1))));
    try {
      consume(Objects.requireNonNull(taking, "nothing was received before"));
    } catch (RuntimeException | Error e) {
      lasting.close();
      throw e;
    }
    Subscription mine = subscription;
    if (draining && mine != null) {
      mine.close();
    }
    if (closed.get()) {
      lasting.close();
    }
  }

  @Override
  public void onEnd(Consumer<RuntimeException> listener) {
    onEnd = Objects.requireNonNull(listener, "listener");
  }

  /**
   * Deregisters after a start that failed, as the shared user, since the private one may be the
   * reason. Replicas that take requests are not cut off unless that is wanted.
   */
  private void takeBack(Throwable failure) {
    if (options.deregistration() == Deregistration.NEVER) {
      return;
    }
    try (MessageBus shared =
        options.connector().open(options.registrationUser(), "deregister-" + queueName())) {
      boolean served =
          shared.inspect(queueName()).map(status -> status.consumers() > 0).orElse(false);
      if (!served || options.deregistration() == Deregistration.ALWAYS) {
        deregister(shared);
      }
    } catch (RuntimeException notTold) {
      failure.addSuppressed(notTold);
    }
  }

  @Override
  public CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message, Duration timeout) {
    return connected()
        .request(
            NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS_REPLY),
            Message.text(MessageJson.write(message)),
            timeout)
        .thenApply(reply -> MessageJson.readOrVnfm(reply.body()));
  }

  @Override
  public CompletionStage<Void> send(VnfmOrMessage message) {
    return connected()
        .publish(
            NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS), Message.text(MessageJson.write(message)));
  }

  @Override
  public Optional<MessageBus> bus() {
    return Optional.ofNullable(bus);
  }

  @Override
  public DrainReport drain(Duration timeout) {
    draining = true;
    Subscription current = subscription;
    return current == null ? new DrainReport(0, 0) : current.drain(timeout);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Takes no requests from then on, and deletes the queue, too; one that other managers consume
   * from, or that has requests in it, vanishes when it expires. What is in work is lost: {@link
   * #drain} before.
   */
  @Override
  public void deregister() {
    MessageBus opened = connected();
    Subscription current = subscription;
    if (current != null) {
      current.close();
    }
    try {
      // before: the NFVO removes the broker user, and the broker may then end its connections
      opened.deleteIfUnused(queueName());
    } catch (BusException e) {
      log.warn("queue '{}' is not deleted: {}", queueName(), e.getMessage());
    }
    deregister(opened);
  }

  /** Once, or again after it failed. */
  private void deregister(MessageBus over) {
    if (!deregistered.compareAndSet(false, true)) {
      return;
    }
    try {
      options.protocol().deregister(over, registered(), options.registration().timeout());
    } catch (RuntimeException | Error e) {
      deregistered.set(false);
      throw e;
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    reopening.end();
    Subscription current = subscription;
    if (current != null) {
      current.close();
    }
    MessageBus opened = bus;
    if (opened == null) {
      return;
    }
    try {
      leave(opened);
    } catch (BusException e) {
      log.warn("the VNF manager could not take leave of broker and NFVO: {}", e.getMessage());
    }
    opened.close();
  }

  private void leave(MessageBus opened) {
    if (options.deregistration() == Deregistration.NEVER
        || deregistered.get()
        || opened.state() == BusState.CLOSED) {
      return;
    }
    if (elsewhere && options.deregistration() != Deregistration.ALWAYS) {
      return;
    }
    // a queue with requests in it stays for a manager that is back before it expires
    boolean last = opened.deleteIfUnused(queueName()) || opened.inspect(queueName()).isEmpty();
    if (last || options.deregistration() == Deregistration.ALWAYS) {
      deregister(opened);
    }
  }

  private String queueName() {
    return options
        .protocol()
        .queue(Objects.requireNonNull(registered().endpoint(), "the endpoint is missing"));
  }

  private LastingBus connected() {
    LastingBus opened = bus;
    if (opened == null) {
      throw new IllegalStateException("the channel is not registered yet");
    }
    return opened;
  }

  private Registration registered() {
    return Objects.requireNonNull(registration, "the channel is not registered yet");
  }

  /** Describes a channel. Not thread-safe. */
  public static final class Builder {

    private final BusConnector connector;
    private NfvoVersion nfvo = NfvoVersion.SINCE_5;
    private BusCredentials registrationUser = NfvoAddresses.DEFAULT_REGISTRATION_USER;
    private RegistrationOptions registration = RegistrationOptions.defaults();
    private Duration queueExpiry = Duration.ofSeconds(60);
    private boolean autoDelete;
    private Deregistration deregistration = Deregistration.WHEN_LAST;

    private Builder(BusConnector connector) {
      this.connector = Objects.requireNonNull(connector, "connector");
    }

    /**
     * The version of the NFVO; 5.0 or later by default. With 3.2 and 4.0 the registration user is
     * an administrator that is used for everything; the queue is {@code nfvo.<type>.actions},
     * whatever the endpoint is called.
     */
    public Builder nfvo(NfvoVersion version) {
      this.nfvo = Objects.requireNonNull(version, "version");
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
     * How long the queue, with the requests in it, stays without a consumer (its argument {@code
     * x-expires}): 60 s by default, zero for as long as nobody deletes it, else from 1 ms. A
     * manager that is not back by then has lost them, and the NFVO waits in vain. A broker that
     * does not know the argument gets a queue without it.
     *
     * <p>All replicas must have the same expiry: a broker refuses a queue that it has with another.
     */
    public Builder queueExpiry(Duration expiry) {
      if (expiry.isNegative() || !expiry.isZero() && expiry.toMillis() < 1) {
        throw new IllegalArgumentException(
            "queueExpiry must be zero or at least 1 ms, not " + expiry);
      }
      this.queueExpiry = expiry;
      return this;
    }

    /**
     * Whether the queue vanishes with its last consumer, as other SDKs have it; false by default.
     * It costs every request that is in work or waits when the only manager crashes or loses its
     * connection: the NFVO waits for their answers for ever. Replicas of another SDK on the same
     * queue need it.
     */
    public Builder autoDelete(boolean autoDelete) {
      this.autoDelete = autoDelete;
      return this;
    }

    /** Whether closing deregisters; when last by default. */
    public Builder deregistration(Deregistration deregistration) {
      this.deregistration = Objects.requireNonNull(deregistration, "deregistration");
      return this;
    }

    /** The channel, not connected. */
    public BusChannel build() {
      return new BusChannel(
          new Options(
              connector,
              nfvo == NfvoVersion.SINCE_5 ? BusProtocol.SINCE_5 : new Before5Protocol(),
              registrationUser,
              registration,
              queueExpiry,
              autoDelete,
              deregistration));
    }
  }
}
