package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.broker.Buses.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.RegistrationOptions;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.OfflineNfvo;

/** A plugin whose private user the broker has lost, while the NFVO still hands it out. */
class LostUserIT {

  private final String type = "t" + UUID.randomUUID();
  private final BusCredentials shared = new BusCredentials("shared-" + type, "secret");
  private RabbitMq.VirtualHost host;
  private BrokerManagement management;
  private OfflineNfvo nfvo;
  private VimDriverPlugin plugin;

  @BeforeEach
  void start() {
    RabbitMq rabbit = RabbitMq.require();
    host = rabbit.virtualHost();
    management = new BrokerManagement(rabbit.management(), rabbit.administrator());
    nfvo =
        OfflineNfvo.builder()
            .bus(host.connector())
            .user(host.credentials())
            .management(management, host.name())
            .registrationUser(shared)
            .build();
    nfvo.start();
    plugin =
        VimDriverPlugin.builder(
                new VimDriver() {
                  @Override
                  public String getType(VimInstance vim) {
                    return type;
                  }
                })
            .type(type)
            .registrationUser(shared)
            .registration(
                RegistrationOptions.defaults().withAttempts(5).withPause(Duration.ofMillis(100)))
            .connector(
                new AmqpBusConnector(
                    Buses.hasty(host.options()).withRefusalLimit(Duration.ofSeconds(1))))
            .build();
    plugin.start();
  }

  @AfterEach
  void end() {
    if (host != null) {
      plugin.close();
      nfvo.close();
      management.deleteUser(plugin.pluginId());
      management.deleteUser(shared.username());
      host.close();
    }
  }

  @Test
  void getsAnotherOneAndServesAgain() {
    MessageBus first = plugin.bus();

    management.deleteUser(plugin.pluginId());

    await().until(() -> plugin.state() == VimDriverPlugin.State.RUNNING && plugin.bus() != first);
    try (MessageBus bus = host.connector().open(host.credentials(), "caller")) {
      VimDriverCaller caller = new VimDriverCaller(bus, plugin.pluginId(), Buses.LONG);
      assertThat(caller.getType(GenericVimInstanceBuilder.builder().type(type).build()))
          .isEqualTo(type);
    }
  }
}
