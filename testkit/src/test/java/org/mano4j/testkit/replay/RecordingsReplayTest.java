package org.mano4j.testkit.replay;

import org.junit.jupiter.api.AfterEach;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.InMemoryBusConnector;

class RecordingsReplayTest extends ReplayContract {

  private final InMemoryBusConnector connector = new InMemoryBusConnector();

  @AfterEach
  void close() {
    connector.close();
  }

  @Override
  BusConnector connector() {
    return connector;
  }
}
