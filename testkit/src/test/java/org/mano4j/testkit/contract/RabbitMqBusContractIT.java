package org.mano4j.testkit.contract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.broker.RabbitMq;

class RabbitMqBusContractIT extends MessageBusContract {

  private static RabbitMq.VirtualHost host;

  @BeforeAll
  static void take() {
    host = RabbitMq.require().virtualHost();
  }

  @AfterAll
  static void giveBack() {
    if (host != null) {
      host.close();
    }
  }

  @Override
  protected BusConnector connector() {
    return host.connector();
  }

  @Override
  protected BusCredentials credentials() {
    return host.credentials();
  }
}
