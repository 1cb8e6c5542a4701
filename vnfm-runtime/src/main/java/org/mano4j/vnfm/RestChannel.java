package org.mano4j.vnfm;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channel over HTTP: the NFVO posts its requests to a small server in this process, which
 * answers in the response, and takes the manager's own requests under its {@code /admin/v1} paths.
 *
 * <p>Nothing stands between the two: a request that is in work when the process dies is lost, and
 * none is ever redelivered. A drain turns new requests away with status 503, which an NFVO takes
 * for a failure. Neither side shows who it is, so keep both in a network of their own; the server
 * listens on the loopback address unless told otherwise.
 *
 * <p>Requests and answers are limited to {@link MessageBus#MAX_MESSAGE_SIZE}. A request begins as
 * soon as a worker is free: the prefetch of the runtime is of no effect here.
 */
public final class RestChannel implements Channel {

  private static final Logger log = LoggerFactory.getLogger(RestChannel.class);

  private final Builder options;
  private final AtomicBoolean registered = new AtomicBoolean();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean deregistered = new AtomicBoolean();
  private final RestWork work;
  private volatile @Nullable Connection connection;

  /** Where the answers to the NFVO's requests go. */
  public enum Answering {
    /** Into the HTTP response, as an NFVO 5.0 or later reads them. */
    RESPONSE,
    /** To the NFVO's {@code vnfm-core-actions} later, for 3.2 and 4.0; the response is empty. */
    POST
  }

  /** What there is from registration on. */
  private record Connection(
      VnfmManagerEndpoint endpoint, TimedTasks tasks, RestServer server, RestNfvo nfvo) {
    void cut() {
      server.close();
      tasks.close();
    }
  }

  private RestChannel(Builder options) {
    this.options = options;
    this.work = new RestWork(options.requests);
  }

  /**
   * Begins to describe a channel.
   *
   * @param nfvo address of the NFVO, such as {@code http://nfvo:8080}; http or https, without user
   */
  public static Builder builder(URI nfvo) {
    return new Builder(nfvo);
  }

  @Override
  public void register(VnfmManagerEndpoint endpoint) {
    if (!registered.compareAndSet(false, true)) {
      throw new IllegalStateException("a RestChannel is used by one VnfmRuntime, once");
    }
    TimedTasks tasks =
        new TimedTasks("vnfm-" + endpoint.type() + "-http", options.threads, options.transferLimit);
    Connection opened;
    try {
      opened = open(endpoint, tasks);
    } catch (RuntimeException | Error e) {
      tasks.close();
      throw e;
    }
    try {
      opened.nfvo().register(opened.endpoint(), closed::get);
    } catch (RuntimeException | Error e) {
      // an NFVO that got it all the same finds out that nobody listens
      opened.cut();
      throw e;
    }
    connection = opened;
    if (closed.get()) {
      leave(opened);
      throw new VnfmException("the channel was closed while it registered");
    }
  }

  /** Begins to listen; what comes before {@link #receive} waits for it. */
  private Connection open(VnfmManagerEndpoint endpoint, TimedTasks tasks) {
    RestNfvo nfvo =
        new RestNfvo(new RestClient(options.nfvo, options.connectTimeout), options.registration);
    RestServer server =
        new RestServer(
            new InetSocketAddress(options.listen, options.port),
            tasks,
            work,
            options.answering == Answering.POST,
            (request, answer) ->
                answer.isEmpty()
                    ? CompletableFuture.completedFuture(null)
                    : nfvo.answer(Answers.write(request, answer)));
    URI own = address(endpoint.endpoint(), server.port());
    server.alsoAt(own.getPath() + RestServer.PATH);
    return new Connection(
        endpoint.withEndpointType(EndpointType.REST).withEndpoint(own.toString()),
        tasks,
        server,
        nfvo);
  }

  /** The endpoint of the runtime is a name, which says nothing here, or an address. */
  private URI address(@Nullable String endpoint, int port) {
    if (options.advertise != null) {
      return options.advertise;
    }
    if (endpoint != null && endpoint.matches("https?://.*")) {
      return Builder.base("endpoint", URI.create(endpoint));
    }
    String host = options.listen.getHostAddress();
    return URI.create("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
  }

  @Override
  public void receive(int prefetch, RequestHandler handler) {
    connected().server().handler(handler);
  }

  @Override
  public CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message, Duration timeout) {
    return closed.get() ? isClosed() : connected().nfvo().ask(message, timeout);
  }

  @Override
  public CompletionStage<Void> send(VnfmOrMessage message) {
    return closed.get() ? isClosed() : connected().nfvo().tell(message);
  }

  private static <T> CompletionStage<T> isClosed() {
    return CompletableFuture.failedStage(
        new VnfmException("the channel is closed; open another one"));
  }

  /** The port it listens on; from {@link #register} on. */
  public int port() {
    return connected().server().port();
  }

  /**
   * Turns new requests away and waits for those in work. What is unfinished then is cut off by
   * {@link #close()}; there is no queue that it could go back to.
   */
  @Override
  public DrainReport drain(Duration timeout) {
    return work.drain(timeout);
  }

  @Override
  public void deregister() {
    deregister(connected());
  }

  private void deregister(Connection opened) {
    if (!deregistered.compareAndSet(false, true)) {
      return;
    }
    try {
      opened.nfvo().deregister(opened.endpoint());
    } catch (RuntimeException | Error e) {
      deregistered.set(false);
      throw e;
    }
  }

  /** Deregisters, unless told not to, and cuts off the requests that are not answered yet. */
  @Override
  public void close() {
    Connection opened = connection;
    if (closed.compareAndSet(false, true) && opened != null) {
      leave(opened);
    }
  }

  private void leave(Connection opened) {
    // first the server: what is given up from now on must not be answered
    opened.server().close();
    if (options.deregister) {
      try {
        deregister(opened);
      } catch (VnfmException e) {
        log.warn("the VNF manager could not take leave of the NFVO: {}", e.getMessage());
      }
    }
    opened.cut();
  }

  private Connection connected() {
    Connection opened = connection;
    if (opened == null) {
      throw new IllegalStateException("the channel is not registered yet");
    }
    return opened;
  }

  /** Describes a channel. Not thread-safe. */
  public static final class Builder {

    private final URI nfvo;
    private InetAddress listen = InetAddress.getLoopbackAddress();
    private int port;
    private @Nullable URI advertise;
    private Answering answering = Answering.RESPONSE;
    private RegistrationOptions registration = RegistrationOptions.defaults();
    private Duration connectTimeout = Duration.ofSeconds(10);
    private Duration transferLimit = Duration.ofSeconds(30);
    private int threads = 16;
    private int requests = 1000;
    private boolean deregister = true;

    private Builder(URI nfvo) {
      this.nfvo = http("nfvo", nfvo);
    }

    private Builder(Builder other) {
      this.nfvo = other.nfvo;
      this.listen = other.listen;
      this.port = other.port;
      this.advertise = other.advertise;
      this.answering = other.answering;
      this.registration = other.registration;
      this.connectTimeout = other.connectTimeout;
      this.transferLimit = other.transferLimit;
      this.threads = other.threads;
      this.requests = other.requests;
      this.deregister = other.deregister;
    }

    /** The address of this machine to listen on; the loopback address by default. */
    public Builder listen(InetAddress address) {
      this.listen = Objects.requireNonNull(address, "address");
      return this;
    }

    /** The port to listen on, up to 65535; 0, the default, for any that is free. */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("port must be from 0 to 65535, not " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * How the NFVO reaches the server, such as {@code http://vnfm.example:8081/dummy}; requests are
     * taken under this path, and without it. By default the {@link VnfmRuntime.Builder#endpoint} if
     * that is an address, else the address and port it listens on. Required if it listens on all
     * addresses.
     */
    public Builder advertise(URI address) {
      this.advertise = base("advertise", address);
      return this;
    }

    /** Where answers go; into the response by default. */
    public Builder answering(Answering answering) {
      this.answering = Objects.requireNonNull(answering, "answering");
      return this;
    }

    /**
     * How patiently to register, and to post answers; by default 20 attempts, 2.5 s apart, each up
     * to 30 s.
     */
    public Builder registration(RegistrationOptions registration) {
      this.registration = Objects.requireNonNull(registration, "registration");
      return this;
    }

    /**
     * How long a connection to the NFVO may take to come about; more than zero, 10 s by default.
     */
    public Builder connectTimeout(Duration timeout) {
      this.connectTimeout = VnfmRuntime.Builder.positive("connectTimeout", timeout);
      return this;
    }

    /**
     * How long the NFVO may take to send a request, and again to take its answer; more than zero,
     * 30 s by default. Then the connection is cut.
     */
    public Builder transferLimit(Duration limit) {
      this.transferLimit = VnfmRuntime.Builder.positive("transferLimit", limit);
      return this;
    }

    /**
     * Threads that read requests and write answers, from 1; 16 by default. They begin if needed.
     */
    public Builder threads(int threads) {
      this.threads = VnfmRuntime.Builder.atLeastOne("threads", threads);
      return this;
    }

    /**
     * Most requests at a time, from 1, not counting those that wait for the NFVO; 1000 by default.
     * Each holds its body in memory. Further ones are turned away with status 503.
     */
    public Builder requests(int requests) {
      this.requests = VnfmRuntime.Builder.atLeastOne("requests", requests);
      return this;
    }

    /** Whether closing deregisters; true by default. */
    public Builder deregister(boolean deregister) {
      this.deregister = deregister;
      return this;
    }

    /**
     * The channel; it neither listens nor connects yet.
     *
     * @throws IllegalArgumentException if it listens on all addresses and advertises none
     */
    public RestChannel build() {
      if (listen.isAnyLocalAddress() && advertise == null) {
        throw new IllegalArgumentException(
            "a channel that listens on all addresses must advertise one that the NFVO can reach");
      }
      return new RestChannel(new Builder(this));
    }

    /** An address that paths can be appended to. */
    private static URI base(String what, URI address) {
      String text = http(what, address).toString();
      return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }

    private static URI http(String what, URI address) {
      boolean scheme = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
      boolean plain =
          address.getRawUserInfo() == null
              && address.getRawQuery() == null
              && address.getRawFragment() == null;
      if (!scheme || address.getHost() == null || !plain) {
        throw new IllegalArgumentException(
            what
                + " must be http:// or https:// with a host, and without user, query and fragment");
      }
      return address;
    }
  }
}
