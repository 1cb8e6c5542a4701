package org.mano4j.samples.site;

import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvoBuilder;

/** A broker that is there, which everybody uses as one user. */
final class BrokerBus implements SiteBus {

  private final AmqpUri address;
  private final AmqpBusConnector connector;

  BrokerBus(AmqpUri address) {
    this.address = address;
    this.connector = new AmqpBusConnector(address.options());
  }

  @Override
  public void start() {}

  @Override
  public BusConnector connector() {
    return connector;
  }

  @Override
  public AmqpUri address() {
    return address;
  }

  @Override
  public BusCredentials registrationUser() {
    return address.credentials();
  }

  @Override
  public void join(OfflineNfvoBuilder nfvo) {
    nfvo.bus(connector)
        .user(address.credentials())
        .brokerUsers(BrokerUsers.fixed(address.credentials()));
  }

  @Override
  public void close() {}
}
