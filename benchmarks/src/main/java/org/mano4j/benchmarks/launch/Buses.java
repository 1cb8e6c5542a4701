package org.mano4j.benchmarks.launch;

import org.mano4j.benchmarks.harness.Leftover;
import org.mano4j.benchmarks.harness.Services;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.broker.EmbeddedBroker;
import org.mano4j.testkit.broker.RabbitMq;

/** What carries the messages. */
enum Buses {
  /** Bytes handed on inside this JVM. */
  MEMORY {
    @Override
    Bus open(Services services) {
      InMemoryBusConnector connector = new InMemoryBusConnector();
      return new Bus(connector, NfvoAddresses.DEFAULT_REGISTRATION_USER, connector::close);
    }
  },
  /** AMQP to a broker inside this JVM. */
  EMBEDDED_BROKER {
    @Override
    Bus open(Services services) {
      EmbeddedBroker broker = EmbeddedBroker.start();
      return new Bus(broker.connector(), broker.credentials(), broker::close);
    }
  },
  /** AMQP to a RabbitMQ. */
  RABBITMQ {
    @Override
    Bus open(Services services) {
      Leftover<RabbitMq.VirtualHost> lent = Leftover.of(services.rabbitMq().virtualHost());
      return new Bus(lent.it().connector(), lent.it().credentials(), lent::close);
    }
  };

  /** An empty bus, on which nobody else is. */
  abstract Bus open(Services services);

  /** A bus with the user of all who are on it. */
  record Bus(BusConnector connector, BusCredentials user, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
      end.run();
    }
  }
}
