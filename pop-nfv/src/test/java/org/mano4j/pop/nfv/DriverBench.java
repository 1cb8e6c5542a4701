package org.mano4j.pop.nfv;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.Resources;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** A driver that runs as a plugin does, and a Pop with all kinds of things on it. */
final class DriverBench implements AutoCloseable {

  static final String OTHER_IMAGE = "mano4j/web:2";
  static final String BROKEN_IMAGE = "mano4j/broken:1";
  static final String PLUGIN = "vim-drivers.pop.bench";

  final InMemoryPopBackend backend =
      InMemoryPopBackend.builder()
          .image(Pops.IMAGE)
          .image(OTHER_IMAGE)
          .brokenImage(BROKEN_IMAGE)
          .network("private", "172.16.0.0/16")
          .network("public", "10.0.0.0/24")
          .capacity(new Resources(10, 4, 2048))
          .build();
  final PopServer server =
      PopServer.builder(backend)
          .user("admin", "secret")
          .bcryptCost(4)
          .flavours(
              List.of(new Flavour("f-1", "small", 0.5, 256, 1, 0, List.of(), List.of(), Map.of())))
          .build();
  final PopSessions sessions;
  final InMemoryBusConnector broker = new InMemoryBusConnector();
  final PopVimDriver driver;
  final GenericVimInstance vim;
  final PopClient pop;
  private final PopSessions own = PopSessions.create();

  DriverBench() {
    this(PopClientOptions.defaults(), builder -> builder);
  }

  DriverBench(PopClientOptions options, UnaryOperator<PopVimDriver.Builder> settings) {
    server.start();
    sessions = PopSessions.create(options);
    driver = settings.apply(PopVimDriver.builder().sessions(sessions)).build();
    driver.attached(context(PLUGIN));
    vim = Pops.vim("1", server);
    pop = own.client(server.endpoint(), new PopCredentials("admin", "secret"));
  }

  PluginContext context(String pluginId) {
    return new PluginContext(broker.open(new BusCredentials("driver", ""), pluginId), pluginId);
  }

  /** The VIM as another class of an NFVO. */
  <T extends VimInstance> T as(String type, Class<T> expected) {
    return as(vim.withType(type), expected);
  }

  static <T extends VimInstance> T as(VimInstance vim, Class<T> expected) {
    return expected.cast(CatalogueJson.read(CatalogueJson.toTree(vim), VimInstance.class));
  }

  /** The VIM whose launches start containers. */
  GenericVimInstance startingVim() {
    return vim.withMetadata(Map.of("username", "admin", "password", "secret", "start", "launch"));
  }

  Container container(String name) {
    return pop.container(Filter.byName(name)).orElseThrow();
  }

  @Override
  public void close() {
    driver.detached();
    sessions.close();
    own.close();
    broker.close();
    server.close();
  }
}
