package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.config.Table;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtAddresses;
import org.mano4j.mgmt.MgmtCode;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimManager;
import org.mano4j.mgmt.VimManagerHandler;
import org.mano4j.plugin.PluginContext;
import org.mano4j.plugin.PluginMetrics;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PasswordHash;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopUser;
import org.mano4j.pop.server.Role;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.Channel;
import org.mano4j.vnfm.ChannelProvider;

/** The code of docs/extension-points.md. */
class ExtensionPointsTest {

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final OfflineNfvo nfvo = OfflineNfvo.builder().bus(broker).build();

  // snippet:door
  /** Machines that stand ready, and are switched on by their VNF manager. */
  static class MachineDriver implements VimDriver, VimManagerHandler {

    private final Set<String> on = ConcurrentHashMap.newKeySet();
    private final Map<String, VimManager> doors = new ConcurrentHashMap<>();
    private volatile Optional<PluginContext> plugin = Optional.empty();

    @Override
    public void attached(PluginContext context) {
      plugin = Optional.of(context);
    }

    @Override
    public void detached() {
      doors.values().forEach(VimManager::close);
      doors.clear();
    }

    /** Comes before each launch. A VIM that is just being added has no id yet. */
    @Override
    public VimInstance refresh(VimInstance vim) {
      String id = vim.id();
      if (id != null) {
        plugin.ifPresent(context -> doors.computeIfAbsent(id, vimId -> open(vimId, context)));
      }
      return vim;
    }

    private VimManager open(String vimId, PluginContext context) {
      String queue = MgmtAddresses.queue(vimId, context.pluginId());
      VimManager door = new VimManager(context.bus(), vimId, queue, this);
      door.start();
      return door;
    }

    @Override
    public Optional<Server> check(String name) {
      String status = on.contains(name) ? "ACTIVE" : "CREATED";
      return Optional.of(ServerBuilder.builder().name(name).status(status).build());
    }

    @Override
    public void start(String name) {
      if (!on.add(name)) {
        throw new MgmtException(MgmtCode.ALREADY_STARTED, "machine " + name + " is on already");
      }
    }

    @Override
    public void stop(String name) {
      on.remove(name);
    }

    @Override
    public void addMetadata(String name, Map<String, String> entries) {
      throw new MgmtException(MgmtCode.REFUSED, "a machine takes no environment");
    }

    @Override
    public void reset(String name) {
      // A machine that was switched off can be switched on again.
    }
  }

  // end

  // snippet:metrics
  /** How often a VIM was too slow for its NFVO. */
  static class LateCalls implements PluginMetrics {

    final LongAdder late = new LongAdder();

    @Override
    public void called(String function, Outcome outcome, Duration took) {
      if (outcome == Outcome.LATE) {
        late.increment();
      }
    }
  }

  // end

  // snippet:channel
  /** {@code channel = "site"}: a bus that the site has already, whatever it is made of. */
  static class SiteChannels implements ChannelProvider {

    private final BusConnector bus = SiteBus.connector();

    @Override
    public String name() {
      return "site";
    }

    @Override
    public Channel create(Table config) {
      String user = config.text("user").orElse("vnfm");
      config.check();
      return BusChannel.builder(bus).registrationUser(new BusCredentials(user, "")).build();
    }
  }

  // end

  // snippet:bus
  /** Another broker in the place of RabbitMQ; this one remembers who has connected. */
  static class ObservedConnector implements BusConnector {

    final List<String> opened = new CopyOnWriteArrayList<>();
    private final BusConnector broker;

    ObservedConnector(BusConnector broker) {
      this.broker = broker;
    }

    @Override
    public MessageBus open(BusCredentials credentials, String name) {
      MessageBus bus = broker.open(credentials, name);
      opened.add(name);
      return bus;
    }
  }

  // end

  /** Stands for something of a site's own. */
  static final class SiteBus {
    private SiteBus() {}

    static BusConnector connector() {
      return new InMemoryBusConnector();
    }
  }

  @BeforeEach
  void start() {
    nfvo.start();
  }

  @AfterEach
  void close() {
    nfvo.close();
    broker.close();
  }

  @Test
  void aDriverOfOnesOwnHasADoorForVnfManagers() {
    ObservedConnector observed = new ObservedConnector(broker);
    LateCalls late = new LateCalls();
    VimDriverPlugin plugin =
        VimDriverPlugin.builder(new MachineDriver())
            .type("rack")
            .name("hall-1")
            .connector(observed)
            .metrics(late)
            .build();
    plugin.start();
    VimInstance vim =
        nfvo.addVim(GenericVimInstanceBuilder.builder().name("hall").type("rack").build());

    try (plugin;
        MessageBus bus = broker.open(new BusCredentials("vnfm", "p"), "vnfm")) {
      new VimDriverCaller(bus, plugin.pluginId(), Duration.ofSeconds(10)).refresh(vim);
      // snippet:call
      VimConnector machines = new VimConnector(bus, vim.id());
      machines.start("web-1");
      // end

      assertThat(machines.check("web-1")).map(Server::status).contains("ACTIVE");
      assertThatThrownBy(() -> machines.start("web-1"))
          .isInstanceOfSatisfying(
              MgmtException.class,
              refused -> assertThat(refused.code()).isEqualTo(MgmtCode.ALREADY_STARTED));
      machines.stop("web-1");
      assertThat(machines.check("web-1")).map(Server::status).contains("CREATED");
    }
    assertThat(observed.opened).isNotEmpty();
    assertThat(late.late.sum()).isZero();
  }

  @Test
  void aChannelOfOnesOwnIsConfiguredLikeTheOthers() {
    SiteChannels channels = new SiteChannels();

    channels.create(Config.parse("[site]\nuser = 'x'", "it.toml", Map.of()).table("site")).close();

    Table wrong = Config.parse("[site]\nusr = 'x'", "it.toml", Map.of()).table("site");
    assertThatThrownBy(() -> channels.create(wrong))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("did you mean 'user'");
  }

  @Test
  void usersComeFromWhereverTheyAre() {
    Map<String, PasswordHash> directory = new ConcurrentHashMap<>();
    directory.put("watcher", PasswordHash.of("secret", PasswordHash.MIN_COST));
    try (PopSessions sessions = PopSessions.create()) {
      // snippet:users
      PopServer server =
          PopServer.builder(InMemoryPopBackend.create())
              .users(
                  () ->
                      directory.entrySet().stream()
                          .map(user -> new PopUser(user.getKey(), user.getValue(), Role.VIEWER))
                          .toList())
              .build();
      // end
      server.start();
      PopClient watcher =
          sessions.client(server.endpoint(), new PopCredentials("watcher", "secret"));
      assertThat(watcher.images(Filter.all())).isEmpty();

      directory.clear();
      server.reloadUsers();

      assertThatThrownBy(() -> watcher.images(Filter.all())).isInstanceOf(PopException.class);
      server.close();
    }
  }
}
