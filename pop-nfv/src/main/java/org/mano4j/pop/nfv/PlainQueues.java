package org.mano4j.pop.nfv;

import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;

/** Where queues with plain names may be declared. */
record PlainQueues(BusConnector connector, BusCredentials user) {

  MessageBus open(String name) {
    return connector.open(user, name);
  }
}
