package org.mano4j.testkit;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks in the broker's listing again and again which VNFMs have a queue. Those that have none
 * count as inactive, until they have one again.
 */
final class Presence implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Presence.class);

  private final BrokerSetup broker;
  private final ManagerRegistry managers;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(Threads.named("offline-nfvo-presence-"));

  Presence(BrokerSetup broker, ManagerRegistry managers) {
    this.broker = broker;
    this.managers = managers;
  }

  void start(Duration pause) {
    timer.scheduleWithFixedDelay(
        this::look, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      managers.seen(Set.copyOf(broker.queues()));
    } catch (RuntimeException e) {
      log.warn("which VNFMs are there is not known: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
