package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** Processes of one driver, which a test makes and which are ended after it. */
abstract class Replicated {

  static final String PLUGIN = "vim-drivers.pop.replicas";
  static final PopCredentials ADMIN = new PopCredentials("admin", "secret");
  static final Duration DAY = Duration.ofHours(24);

  final InMemoryPopBackend backend = Pops.backend();
  final PopServer server = Pops.start(backend);
  final InMemoryBusConnector broker = new InMemoryBusConnector();
  final MessageBus bus = broker.open(new BusCredentials("vnfm", ""), "vnfm");
  final AtomicLong nanos = new AtomicLong(7);
  private final List<Replica> replicas = new ArrayList<>();

  @AfterEach
  void close() {
    replicas.forEach(replica -> replica.driver().detached());
    broker.close();
    server.close();
  }

  record Replica(PopVimDriver driver, MessageBus bus) {
    List<String> vims() {
      return driver.vims().stream().map(ServedVim::id).toList();
    }

    /** As a process that dies. */
    void kill() {
      bus.close();
    }
  }

  Replica replica() {
    return replica(configured());
  }

  PopVimDriver.Builder configured() {
    return PopVimDriver.builder()
        .credentials(
            endpoint -> endpoint.equals(server.endpoint()) ? Optional.of(ADMIN) : Optional.empty());
  }

  Replica replica(PopVimDriver.Builder builder) {
    Replica made =
        new Replica(
            builder.nanos(nanos::get).build(),
            broker.open(new BusCredentials("driver", ""), "driver-" + replicas.size()));
    replicas.add(made);
    made.driver().attached(new PluginContext(made.bus(), PLUGIN));
    return made;
  }

  GenericVimInstance vim(String id) {
    return vim(id, "http://" + server.endpoint());
  }

  static GenericVimInstance vim(String id, String authUrl) {
    return GenericVimInstanceBuilder.builder()
        .id(id)
        .name("site-" + id)
        .type("pop")
        .authUrl(authUrl)
        .build();
  }

  VimConnector door(String vimId) {
    return new VimConnector(bus, vimId, new VimConnectorOptions(Duration.ofSeconds(60)));
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  void publish(byte[] body) {
    bus.publish(Replicas.address(PLUGIN), Message.text(body)).toCompletableFuture().join();
  }

  void tell(VimNews.Seen... vims) {
    publish(new VimNews("somebody", false, List.of(vims)).write());
  }

  VimNews.Seen seen(String id) {
    return new VimNews.Seen(id, server.endpoint().toString(), Duration.ZERO);
  }
}
