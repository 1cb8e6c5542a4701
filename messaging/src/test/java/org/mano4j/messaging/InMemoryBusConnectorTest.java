package org.mano4j.messaging;

import org.junit.jupiter.api.Nested;

class InMemoryBusConnectorTest {

  private final InMemoryBusConnector connector = new InMemoryBusConnector();

  @Nested
  class Publishing extends PublishBehaviour {
    @Override
    BusConnector connector() {
      return connector;
    }
  }

  @Nested
  class Requests extends RequestBehaviour {
    @Override
    BusConnector connector() {
      return connector;
    }
  }

  @Nested
  class Consuming extends ConsumeBehaviour {
    @Override
    BusConnector connector() {
      return connector;
    }
  }

  @Nested
  class Queues extends QueueBehaviour {
    @Override
    BusConnector connector() {
      return connector;
    }
  }

  @Nested
  class Draining extends DrainBehaviour {
    @Override
    BusConnector connector() {
      return connector;
    }
  }
}
