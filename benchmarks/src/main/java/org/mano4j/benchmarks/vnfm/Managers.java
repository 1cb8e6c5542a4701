package org.mano4j.benchmarks.vnfm;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.benchmarks.published.Program;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueStatus;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * The managers, each in a process of its own and ready for requests. They have registered with an
 * orchestrator that is gone by then.
 */
final class Managers implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** One of them, and where it takes its requests from. */
  record Manager(Program program, String queue) {}

  private final Manager ours;
  private final Manager published;
  private final Manager bare;
  private final String unique = UUID.randomUUID().toString();

  private Managers(RabbitMq.VirtualHost host, String publishedClassPath) throws IOException {
    ours = own(NoOpVnfm.class, "ours-", host);
    bare = own(BareManager.class, "bare-", host);
    String queue = "published-" + unique;
    published =
        new Manager(
            Program.start(
                publishedClassPath,
                "org.mano4j.peers.NoOpVnfm",
                List.of(
                    "--vnfm.type=" + queue,
                    "--vnfm.endpoint=" + queue,
                    "--spring.rabbitmq.host=" + host.options().host(),
                    "--spring.rabbitmq.port=" + host.options().effectivePort(),
                    "--spring.rabbitmq.virtualHost=" + host.name(),
                    "--vnfm.rabbitmq.virtual-host=" + host.name(),
                    "--spring.rabbitmq.username=" + host.credentials().username(),
                    "--spring.rabbitmq.password=" + host.credentials().password(),
                    "--logging.level.org.openbaton=WARN")),
            queue);
  }

  private Manager own(Class<?> main, String name, RabbitMq.VirtualHost host) throws IOException {
    String queue = name + unique;
    List<String> arguments = BrokerArguments.of(host, queue);
    String classPath = System.getProperty("java.class.path");
    return new Manager(Program.start(classPath, main.getName(), arguments), queue);
  }

  /** Starts all, and waits until they take requests. */
  static Managers start(RabbitMq.VirtualHost host, String publishedClassPath)
      throws IOException, InterruptedException {
    // Users of their own would be known to the whole broker, and outlive a run that is ended.
    try (OfflineNfvo nfvo =
            OfflineNfvo.builder()
                .bus(host.connector())
                .user(host.credentials())
                .brokerUsers(BrokerUsers.fixed(host.credentials()))
                .build();
        MessageBus bus = host.connector().open(host.credentials(), "bench-watch")) {
      nfvo.start();
      Managers managers = new Managers(host, publishedClassPath);
      try {
        awaitConsumers(bus, managers.ours, 1);
        awaitConsumers(bus, managers.bare, 1);
        awaitConsumers(bus, managers.published, 5);
      } catch (RuntimeException | InterruptedException e) {
        managers.close();
        throw e;
      }
      return managers;
    }
  }

  private static void awaitConsumers(MessageBus bus, Manager manager, int count)
      throws InterruptedException {
    manager
        .program()
        .await(
            "it takes requests from " + manager.queue(),
            () -> bus.inspect(manager.queue()).map(QueueStatus::consumers).orElse(0) >= count,
            START);
  }

  /** On mano4j. */
  Manager ours() {
    return ours;
  }

  /** On the published SDK. */
  Manager published() {
    return published;
  }

  /** One that does nothing. */
  Manager bare() {
    return bare;
  }

  @Override
  public void close() {
    List.of(ours, published, bare).forEach(manager -> manager.program().close());
  }
}
