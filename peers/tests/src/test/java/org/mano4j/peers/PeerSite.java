package org.mano4j.peers;

import org.mano4j.messaging.BusCredentials;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/** This side: an orchestrator and a VIM driver in a virtual host of their own. */
final class PeerSite implements AutoCloseable {

  final RabbitMq broker = RabbitMq.require();
  final RabbitMq.VirtualHost host = broker.virtualHost();
  final BusCredentials user = host.credentials();
  final OfflineNfvo nfvo;
  final VimDriverPlugin plugin;

  /**
   * Starts both.
   *
   * @param driver serves VIM instances of the type peers
   */
  PeerSite(VimDriver driver) {
    nfvo = OfflineNfvo.builder().bus(host.connector()).user(user).brokerUsers(name -> user).build();
    plugin =
        VimDriverPlugin.builder(driver)
            .type("peers")
            .name("mano4j")
            .connector(host.connector())
            .registrationUser(user)
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
    host.close();
  }
}
