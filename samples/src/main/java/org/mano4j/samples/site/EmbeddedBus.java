package org.mano4j.samples.site;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.OfflineNfvoBuilder;
import org.mano4j.testkit.broker.EmbeddedBroker;

/** A broker inside this JVM, which other processes reach, too. */
final class EmbeddedBus implements SiteBus {

  private @Nullable EmbeddedBroker broker;
  private @Nullable BrokerBus bus;

  @Override
  public void start() {
    try {
      EmbeddedBroker started = EmbeddedBroker.start();
      broker = started;
      bus = new BrokerBus(new AmqpUri(started.options(), started.credentials()), false);
    } catch (IllegalStateException e) {
      throw new SiteException(String.valueOf(e.getMessage()), e);
    }
  }

  private BrokerBus bus() {
    return Objects.requireNonNull(bus, "the broker was not started");
  }

  @Override
  public BusConnector connector() {
    return bus().connector();
  }

  @Override
  public AmqpUri address() {
    return bus().address();
  }

  @Override
  public BusCredentials registrationUser() {
    return bus().registrationUser();
  }

  @Override
  public void join(OfflineNfvoBuilder nfvo) {
    bus().join(nfvo);
  }

  @Override
  public void close() {
    if (broker != null) {
      broker.close();
    }
  }
}
