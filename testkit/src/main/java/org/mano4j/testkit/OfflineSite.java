package org.mano4j.testkit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.Container;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/**
 * A whole installation inside this JVM: an orchestrator, a message bus, a VIM driver for Pops, any
 * number of Pops and of VNF managers. Nothing is faked but the platform under the Pops: messages
 * are bytes on a bus, and calls to a Pop go through gRPC on loopback. The bus may also be that of a
 * broker outside, see {@link Builder#broker}.
 *
 * <p>Thread-safe after {@link #start()}; used once.
 */
public final class OfflineSite implements AutoCloseable {

  static final String VIM_TYPE = "pop";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BusConnector broker;
  private final PopSessions sessions = PopSessions.create();
  private final OfflineNfvo nfvo;
  private final Map<String, OfflinePop> pops;
  private final Map<String, String> vims;
  private final VimDriverPlugin plugin;
  private final List<VnfmRuntime> managers;
  private final Closers closers = new Closers();

  private OfflineSite(Builder builder) {
    closers.add(sessions::close);
    BusConnector external = builder.broker;
    if (external == null) {
      InMemoryBusConnector own = new InMemoryBusConnector();
      closers.add(own::close);
      broker = own;
    } else {
      broker = external;
    }
    OfflineNfvoBuilder orchestrator = OfflineNfvo.builder().bus(broker).options(builder.options);
    if (external != null) {
      orchestrator.user(builder.user).brokerUsers(BrokerUsers.fixed(builder.user));
    }
    nfvo = orchestrator.build();
    pops = new LinkedHashMap<>();
    builder.pops.forEach((name, pop) -> pops.put(name, pop.build(name, sessions)));
    vims = new LinkedHashMap<>(builder.vims);
    plugin =
        VimDriverPlugin.builder(PopVimDriver.builder().sessions(sessions).build())
            .type(VIM_TYPE)
            .name("offline")
            .connector(broker)
            .registrationUser(builder.user)
            .build();
    managers = new ArrayList<>();
    builder.vnfms.forEach((type, handler) -> managers.add(manager(type, handler, builder.user)));
  }

  private VnfmRuntime manager(String type, VnfmHandler handler, BusCredentials user) {
    return VnfmRuntime.builder(handler)
        .type(type)
        .channel(BusChannel.builder(broker).registrationUser(user).build())
        .build();
  }

  /** Begins to describe a site. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Starts everything; when it returns, services can be launched.
   *
   * @throws IllegalStateException if it was started before, or is closed, or is closed meanwhile;
   *     nothing is left open in the last case
   */
  public void start() {
    if (closers.isClosed()) {
      throw new IllegalStateException("this site was closed; make a new one");
    }
    pops.values().forEach(this::start);
    nfvo.start();
    closers.add(this::closeNfvo);
    plugin.start();
    closers.add(plugin::close);
    for (VnfmRuntime manager : managers) {
      manager.start();
      closers.add(manager::close);
    }
    vims.forEach((vim, pop) -> nfvo.addVim(pop(pop).vim(vim)));
  }

  private void start(OfflinePop pop) {
    pop.start();
    closers.add(pop::close);
  }

  /** Managers have just deregistered; their messages are on the way. */
  private void closeNfvo() {
    nfvo.drain(Duration.ofSeconds(1));
    nfvo.close();
  }

  /** The orchestrator. */
  public OfflineNfvo nfvo() {
    return nfvo;
  }

  /** The bus that all parts share. */
  public BusConnector broker() {
    return broker;
  }

  /**
   * A Pop.
   *
   * @throws NoSuchElementException if the site has none of that name
   */
  public OfflinePop pop(String name) {
    OfflinePop pop = pops.get(name);
    if (pop == null) {
      throw new NoSuchElementException(
          "there is no Pop '" + name + "'; there are " + pops.keySet());
    }
    return pop;
  }

  /** All Pops, in the order they were described. */
  public List<OfflinePop> pops() {
    return List.copyOf(pops.values());
  }

  /** The containers of all Pops that can be reached. */
  public List<Container> containers() {
    return pops.values().stream().flatMap(pop -> pop.containers().stream()).toList();
  }

  /**
   * Onboards a descriptor. The Pops that offer any image now list the ones that it names, since an
   * orchestrator grants only what is listed.
   *
   * @return id of the descriptor
   * @throws DescriptorRefused if there is something wrong with it
   */
  public String onboard(String fileName, byte[] nsd) {
    String id = nfvo.onboard(fileName, nsd);
    nfvo.nsd(id).ifPresent(this::offerImages);
    return id;
  }

  private void offerImages(NetworkServiceDescriptor nsd) {
    nsd.vnfd().stream()
        .flatMap(vnfd -> vnfd.vdu().stream())
        .flatMap(vdu -> vdu.vmImage().stream())
        .distinct()
        .forEach(image -> pops.values().forEach(pop -> pop.backend().image(image)));
  }

  /**
   * Onboards a descriptor, launches it, and waits until it is ACTIVE.
   *
   * @return the service
   * @throws DescriptorRefused if there is something wrong with the descriptor
   * @throws StatusNotReached if it ends in ERROR, or is not ACTIVE within 30 seconds
   */
  public NetworkServiceRecord launch(String fileName, byte[] nsd) {
    return nfvo.awaitStatus(nfvo.launch(onboard(fileName, nsd)), Status.ACTIVE, PATIENCE);
  }

  /**
   * Stops everything, also when a part of it cannot be stopped. Idempotent.
   *
   * @throws RuntimeException what the first such part threw, with the others suppressed
   */
  @Override
  public void close() {
    closers.close();
  }

  /** Describes a site. Not thread-safe. */
  public static final class Builder {

    private final Map<String, PopPlan> pops = new LinkedHashMap<>();
    private final Map<String, String> vims = new LinkedHashMap<>();
    private final Map<String, VnfmHandler> vnfms = new LinkedHashMap<>();
    private NfvoOptions options = NfvoOptions.defaults();
    private @Nullable BusConnector broker;
    private BusCredentials user = NfvoAddresses.DEFAULT_REGISTRATION_USER;

    private Builder() {}

    /** A Pop that offers any image and the network {@code private}; see the other one. */
    public Builder pop(String name) {
      return pop(
          name, backend -> backend.offerAnyImage().network("private", "172.16.0.0/16"), "private");
    }

    /**
     * A Pop, and a VIM instance of the same name that leads to it.
     *
     * @param backend what its platform offers
     * @param defaultNetwork the network of containers that ask for none
     */
    public Builder pop(
        String name, UnaryOperator<InMemoryPopBackend.Builder> backend, String defaultNetwork) {
      pops.put(name, new PopPlan(backend, defaultNetwork));
      return vim(name, name);
    }

    /** One more VIM instance that leads to a Pop. */
    public Builder vim(String vimName, String popName) {
      vims.put(vimName, popName);
      return this;
    }

    /** A VNF manager; descriptors name its type as {@code endpoint}. */
    public Builder vnfm(String type, VnfmHandler handler) {
      vnfms.put(type, handler);
      return this;
    }

    /**
     * A broker outside, which everybody connects to as one user; by default one inside the JVM. No
     * other NFVO may use the same virtual host.
     *
     * @param user may declare and use everything
     */
    public Builder broker(BusConnector connector, BusCredentials user) {
      this.broker = Objects.requireNonNull(connector, "connector");
      this.user = Objects.requireNonNull(user, "user");
      return this;
    }

    /** How the orchestrator behaves. */
    public Builder nfvo(NfvoOptions value) {
      options = value;
      return this;
    }

    /** The site, not started. */
    public OfflineSite build() {
      return new OfflineSite(this);
    }
  }

  private record PopPlan(UnaryOperator<InMemoryPopBackend.Builder> backend, String defaultNetwork) {

    OfflinePop build(String name, PopSessions sessions) {
      PopCredentials credentials = new PopCredentials("offline", UUID.randomUUID().toString());
      return new OfflinePop(
          name,
          backend.apply(InMemoryPopBackend.builder()).build(),
          defaultNetwork,
          credentials,
          sessions);
    }
  }
}
