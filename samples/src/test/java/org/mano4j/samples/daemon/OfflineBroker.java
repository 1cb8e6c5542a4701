package org.mano4j.samples.daemon;

import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.EmbeddedBroker;

/** A broker in this JVM, with an NFVO on it. */
final class OfflineBroker implements AutoCloseable {

  private final EmbeddedBroker broker = EmbeddedBroker.start();
  private final OfflineNfvo nfvo =
      OfflineNfvo.builder()
          .bus(broker.connector())
          .user(broker.credentials())
          .brokerUsers(BrokerUsers.fixed(broker.credentials()))
          .build();

  OfflineBroker() {
    nfvo.start();
  }

  OfflineNfvo nfvo() {
    return nfvo;
  }

  int port() {
    return broker.port();
  }

  /** The lines of {@code [amqp]} that lead there. */
  String table() {
    BusCredentials user = broker.credentials();
    return """
        [amqp]
        host = "127.0.0.1"
        port = %d
        username = "%s"
        password = "%s"
        """
        .formatted(port(), user.username(), user.password());
  }

  @Override
  public void close() {
    nfvo.close();
    broker.close();
  }
}
