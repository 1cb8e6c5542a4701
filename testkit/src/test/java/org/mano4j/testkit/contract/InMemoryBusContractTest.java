package org.mano4j.testkit.contract;

import org.junit.jupiter.api.AfterEach;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;

class InMemoryBusContractTest extends MessageBusContract {

  private final InMemoryBusConnector connector = new InMemoryBusConnector();

  @AfterEach
  void close() {
    connector.close();
  }

  @Override
  protected BusConnector connector() {
    return connector;
  }
}
