package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.PluginArguments;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A VIM driver of one's own, called by an orchestrator. */
class RackDriverTest {

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final OfflineNfvo nfvo = OfflineNfvo.builder().bus(broker).build();

  // snippet:driver
  /** Hands out machines that stand ready in a rack. */
  static class RackDriver implements VimDriver {

    private final Map<String, Server> launched = new ConcurrentHashMap<>();
    private final AtomicInteger nextHost = new AtomicInteger(10);

    /** What descriptors may name: an NFVO launches nothing else. */
    @Override
    public VimInstance refresh(VimInstance vim) {
      return ((GenericVimInstance) vim)
          .withImages(List.of(BaseNfvImageBuilder.builder().extId("debian-12").build()))
          .withNetworks(
              List.of(BaseNetworkBuilder.builder().name("private").extId("vlan-7").build()));
    }

    @Override
    public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
      Server server =
          ServerBuilder.builder()
              .extId("rack-" + request.name())
              .hostName(request.name())
              .status("ACTIVE")
              .ips(Map.of("private", List.of("192.0.2." + nextHost.getAndIncrement())))
              .build();
      launched.put(server.extId(), server);
      return server;
    }

    @Override
    public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
      launched.remove(serverExtId);
    }

    @Override
    public List<Server> listServer(VimInstance vim) {
      return List.copyOf(launched.values());
    }
  }

  static VimDriverPlugin plugin(BusConnector connector) {
    return VimDriverPlugin.builder(new RackDriver())
        .type("rack")
        .name("hall-1")
        .connector(connector)
        .build();
  }

  // end

  // snippet:main
  /** A program, with the arguments that an NFVO starts plugins with. */
  static final class Rack {

    private Rack() {}

    public static void main(String[] args) throws InterruptedException {
      PluginArguments start = PluginArguments.parse(args, System.getenv());
      AmqpOptions broker =
          AmqpOptions.defaults()
              .withHost(start.brokerHost())
              .withPort(start.brokerPort())
              .withVirtualHost(start.virtualHost());
      VimDriverPlugin plugin =
          VimDriverPlugin.builder(new RackDriver())
              .type("rack")
              .arguments(start)
              .connector(new AmqpBusConnector(broker))
              .build();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(plugin), "end"));
      plugin.start();
      plugin.awaitClosed();
    }

    private static void end(VimDriverPlugin plugin) {
      plugin.drain(Duration.ofSeconds(20));
      plugin.close();
    }
  }

  // end

  @AfterEach
  void close() {
    nfvo.close();
    broker.close();
  }

  @Test
  void anOrchestratorLaunchesAService() {
    nfvo.start();
    try (VimDriverPlugin plugin = plugin(broker);
        VnfmRuntime vnfm =
            VnfmRuntime.builder(new VnfmHandler() {})
                .type("machines")
                .channel(BusChannel.builder(broker).build())
                .build()) {
      plugin.start();
      vnfm.start();
      nfvo.addVim(GenericVimInstanceBuilder.builder().name("hall").type("rack").build());

      String nsr = nfvo.launch(nfvo.onboard("nsd.json", NSD.getBytes(StandardCharsets.UTF_8)));
      nfvo.awaitStatus(nsr, Status.ACTIVE, Duration.ofSeconds(20));

      assertThat(nfvo.vnfr(nsr, "web").vnfcInstances().get(0).ips().get(0).ip())
          .startsWith("192.0.2.");
    }
  }

  @Test
  void anOrchestratorLaunchesListsAndDeletes() {
    nfvo.start();
    try (VimDriverPlugin plugin = plugin(broker)) {
      plugin.start();
      VimDriverCaller caller =
          new VimDriverCaller(
              broker.open(new BusCredentials("nfvo", ""), "nfvo"),
              plugin.pluginId(),
              Duration.ofSeconds(10));
      GenericVimInstance vim =
          GenericVimInstanceBuilder.builder().name("hall").type("rack").build();

      Server server =
          caller.launchInstanceAndWait(vim, LaunchRequestBuilder.builder().name("web-1").build());
      assertThat(caller.listServer(vim)).extracting(Server::hostName).containsExactly("web-1");
      caller.deleteServerByIdAndWait(vim, server.extId());

      assertThat(caller.listServer(vim)).isEmpty();
      assertThatThrownBy(() -> caller.getQuota(vim))
          .isInstanceOf(VimDriverException.class)
          .hasMessageContaining("RackDriver does not support getQuota");
    }
  }

  private static final String NSD =
      """
      {"name": "site", "vendor": "mano4j", "version": "1.0",
       "vld": [{"name": "private"}],
       "vnfd": [{
         "name": "web", "vendor": "mano4j", "version": "1.0", "type": "web", "endpoint": "machines",
         "virtual_link": [{"name": "private"}],
         "deployment_flavour": [{"flavour_key": "small"}],
         "vdu": [{
           "vm_image": ["debian-12"], "scale_in_out": 2,
           "vnfc": [{"connection_point": [{"virtual_link_reference": "private"}]}]
         }]
       }]}
      """;
}
