package org.mano4j.peers;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.NfvoOptions;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/** This side: an orchestrator and a VIM driver in a virtual host of their own. */
final class PeerSite implements AutoCloseable {

  final RabbitMq broker = RabbitMq.require();
  final RabbitMq.VirtualHost host = broker.virtualHost();
  final BusCredentials user = host.credentials();
  final BusCredentials registrationUser =
      new BusCredentials("registration-" + UUID.randomUUID(), "openbaton");
  final OfflineNfvo nfvo;
  final VimDriverPlugin plugin;
  private final BrokerManagement management =
      new BrokerManagement(broker.management(), broker.administrator());

  /**
   * Starts both.
   *
   * @param driver serves VIM instances of the type peers
   */
  PeerSite(VimDriver driver) {
    nfvo =
        OfflineNfvo.builder()
            .bus(host.connector())
            .user(user)
            .management(management, host.name())
            .registrationUser(registrationUser)
            // It would take a VNFM for inactive that has registered and has no queue yet.
            .options(NfvoOptions.defaults().withPresencePause(Duration.ofHours(1)))
            .build();
    plugin =
        VimDriverPlugin.builder(driver)
            .type("peers")
            .name("mano4j")
            .connector(host.connector())
            .registrationUser(registrationUser)
            .build();
    try {
      nfvo.start();
      plugin.start();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  @Override
  public void close() {
    plugin.close();
    nfvo.close();
    List.of("published", plugin.pluginId(), registrationUser.username())
        .forEach(management::deleteUser);
    host.close();
  }
}
