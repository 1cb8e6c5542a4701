package org.mano4j.plugin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** The NFVO's side of registration on a broker of its own, and a caller of drivers. */
final class PluginNfvo implements AutoCloseable {

  final BusConnector broker;
  final List<ManagerRequest> requests = new CopyOnWriteArrayList<>();
  final MessageBus bus;

  /** On a broker inside the JVM. */
  PluginNfvo() {
    this(new InMemoryBusConnector());
  }

  PluginNfvo(BusConnector broker) {
    this.broker = broker;
    this.bus = broker.open(new BusCredentials("guest", "guest"), "nfvo");
    bus.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        1,
        delivery -> {
          ManagerRequest request = ManagerRequest.parse(delivery.message().body());
          requests.add(request);
          return CompletableFuture.completedFuture(
              request.registers() ? Optional.of(credentials(request)) : Optional.empty());
        });
  }

  private static Message credentials(ManagerRequest request) {
    return Message.text(
        CatalogueJson.write(
            ManagerCredentialsBuilder.builder()
                .rabbitUsername(request.type())
                .rabbitPassword("p")
                .build()));
  }

  boolean queueExists(String name) {
    return bus.inspect(name).isPresent();
  }

  VimDriverCaller caller(String pluginId) {
    return new VimDriverCaller(bus, pluginId, Duration.ofSeconds(20));
  }

  VimDriverPlugin.Builder plugin(VimDriver driver) {
    return VimDriverPlugin.builder(driver).type("test").name("test").connector(broker);
  }

  @Override
  public void close() {
    bus.close();
  }

  /** A driver with one function, which tests make do what they need. */
  static VimDriver typed(Callable<String> type) {
    return new VimDriver() {
      @Override
      public String getType(VimInstance vim) {
        try {
          return type.call();
        } catch (Exception e) {
          throw new VimDriverException("interrupted or broken: " + e, e);
        }
      }
    };
  }
}
