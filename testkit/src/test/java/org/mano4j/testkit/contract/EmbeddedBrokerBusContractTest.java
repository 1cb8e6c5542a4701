package org.mano4j.testkit.contract;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mano4j.messaging.BusConnector;
import org.mano4j.testkit.broker.EmbeddedBroker;

class EmbeddedBrokerBusContractTest extends MessageBusContract {

  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() {
    broker = EmbeddedBroker.start();
  }

  @AfterAll
  static void end() {
    broker.close();
  }

  @Override
  protected BusConnector connector() {
    return broker.connector();
  }

  @Override
  protected Set<Capability> capabilities() {
    return Set.of(Capability.CHANGING_WINDOWS);
  }
}
