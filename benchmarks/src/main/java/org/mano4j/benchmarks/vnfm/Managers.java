package org.mano4j.benchmarks.vnfm;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.benchmarks.published.Program;
import org.mano4j.benchmarks.published.Registrations;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * The managers, each in a process of its own and ready for requests. They have registered with an
 * orchestrator that is gone by then.
 */
final class Managers implements AutoCloseable {

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
    try (Registrations registrations = new Registrations(host)) {
      Managers managers = new Managers(host, publishedClassPath);
      try {
        for (Manager own : List.of(managers.ours, managers.bare)) {
          registrations.awaitConsumers(own.program(), own.queue(), 1);
        }
        registrations.awaitConsumers(managers.published.program(), managers.published.queue(), 5);
      } catch (RuntimeException | InterruptedException e) {
        managers.close();
        throw e;
      }
      return managers;
    }
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
