package org.mano4j.samples.site;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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
      // By another thread: what is interrupted in there is told at length on standard output.
      EmbeddedBroker started = CompletableFuture.supplyAsync(EmbeddedBroker::start).join();
      broker = started;
      bus = new BrokerBus(new AmqpUri(started.options(), started.credentials()), false);
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new SiteException(String.valueOf(cause.getMessage()), cause);
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

  /** Qpid refuses that argument. */
  @Override
  public boolean queuesExpire() {
    return false;
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
