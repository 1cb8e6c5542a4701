package org.mano4j.benchmarks.published;

import java.time.Duration;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueStatus;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * An orchestrator that programs register with, for as long as that takes. All get the same user:
 * users of their own would be known to the whole broker, and outlive a run that is ended.
 */
public final class Registrations implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final OfflineNfvo nfvo;
  private final MessageBus bus;

  /** Takes registrations from now on. */
  public Registrations(RabbitMq.VirtualHost host) {
    nfvo =
        OfflineNfvo.builder()
            .bus(host.connector())
            .user(host.credentials())
            .brokerUsers(BrokerUsers.fixed(host.credentials()))
            .build();
    bus = host.connector().open(host.credentials(), "bench-watch");
    nfvo.start();
  }

  /**
   * Waits until a queue has so many consumers.
   *
   * @throws IllegalStateException if the program that is to be them ends, or takes too long
   */
  public void awaitConsumers(Program program, String queue, int count) throws InterruptedException {
    program.await(
        "it takes what comes to " + queue,
        () -> bus.inspect(queue).map(QueueStatus::consumers).orElse(0) >= count,
        START);
  }

  @Override
  public void close() {
    bus.close();
    nfvo.close();
  }
}
