package org.mano4j.messaging;

import com.rabbitmq.client.Connection;

/**
 * Where brokers differ.
 *
 * @param returnsUnroutable whether a message that no queue takes is returned before it is confirmed
 *     or refused. Apache Qpid only refuses it
 * @param dropsRejected whether a message that is rejected for good leaves its queue. Apache Qpid
 *     keeps it, for other consumers
 */
record BrokerTraits(boolean returnsUnroutable, boolean dropsRejected) {

  static BrokerTraits of(Connection connection) {
    Object product = connection.getServerProperties().get("product");
    boolean rabbit = product != null && product.toString().contains("RabbitMQ");
    return new BrokerTraits(rabbit, rabbit);
  }
}
