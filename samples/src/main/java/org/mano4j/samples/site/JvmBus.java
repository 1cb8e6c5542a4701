package org.mano4j.samples.site;

import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.OfflineNfvoBuilder;

/** A bus inside this JVM. */
final class JvmBus implements SiteBus {

  private final InMemoryBusConnector bus = new InMemoryBusConnector();

  @Override
  public void start() {}

  @Override
  public BusConnector connector() {
    return bus;
  }

  @Override
  public AmqpUri address() {
    throw new IllegalStateException("a bus inside this JVM has no address");
  }

  @Override
  public BusCredentials registrationUser() {
    return NfvoAddresses.DEFAULT_REGISTRATION_USER;
  }

  @Override
  public void join(OfflineNfvoBuilder nfvo) {
    nfvo.bus(bus);
  }

  @Override
  public void close() {
    bus.close();
  }
}
