package com.example.consumer;

import org.junit.jupiter.api.AfterEach;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.testkit.contract.MessageBusContract;

/** A contract suite, extended outside the build of mano4j. */
class BusTest extends MessageBusContract {

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
