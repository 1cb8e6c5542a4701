package org.mano4j.samples.site;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvoBuilder;

/**
 * A broker that is there. Everybody gets a user of their own where it can be managed, and uses that
 * of its address elsewhere.
 */
final class BrokerBus implements SiteBus {

  private static final List<String> QUEUES_OF_AN_NFVO =
      List.of(
          NfvoAddresses.MANAGER_HANDLING,
          NfvoAddresses.VNFM_ACTIONS,
          NfvoAddresses.VNFM_ACTIONS_REPLY);

  private final AmqpUri address;
  private final AmqpBusConnector connector;
  private final boolean mayBeShared;
  private @Nullable ManagedBroker managed;

  /**
   * A broker.
   *
   * @param mayBeShared whether others may have been there before, or can be
   */
  BrokerBus(AmqpUri address, boolean mayBeShared) {
    this.address = address;
    this.mayBeShared = mayBeShared;
    this.connector = new AmqpBusConnector(address.options());
  }

  @Override
  public void start() {
    if (mayBeShared) {
      refuseAnother();
      managed = ManagedBroker.at(address).orElse(null);
    }
  }

  /**
   * Its managers would answer to this one, and ours to it. Queues that nobody consumes are of one
   * that is gone: a broker that died under it has them again when it is back, and nobody removes
   * them.
   */
  private void refuseAnother() {
    try (MessageBus bus = connector.open(address.credentials(), "demo")) {
      for (String queue : QUEUES_OF_AN_NFVO) {
        if (bus.inspect(queue).filter(status -> status.consumers() > 0).isPresent()) {
          throw new SiteException(
              "an NFVO, or another demo, uses "
                  + address.options().address()
                  + ": its queue '"
                  + queue
                  + "' is there; end it, or use another virtual host");
        }
      }
    }
  }

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
    return managed == null ? address.credentials() : managed.registrationUser();
  }

  @Override
  public BusCredentials operator() {
    return address.credentials();
  }

  @Override
  public void join(OfflineNfvoBuilder nfvo) {
    nfvo.bus(connector).user(address.credentials());
    if (managed == null) {
      nfvo.brokerUsers(BrokerUsers.fixed(address.credentials()));
    } else {
      managed.join(nfvo);
    }
  }

  @Override
  public void close() {
    if (managed != null) {
      try (Closing closing = new Closing()) {
        managed.removals().forEach(closing::later);
      }
    }
  }
}
