package org.mano4j.benchmarks.plugin;

import java.io.IOException;
import java.net.URI;
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

/** One plugin and both callers of it, each in a process of its own. */
final class Callers implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  private final Program plugin;
  private final Program ours;
  private final Program published;

  private Callers(Program plugin, Program ours, Program published) {
    this.plugin = plugin;
    this.ours = ours;
    this.published = published;
  }

  /** Starts the plugin, waits until it takes calls, and starts the callers. */
  static Callers start(RabbitMq.VirtualHost host, URI management, String publishedClassPath)
      throws IOException, InterruptedException {
    String own = System.getProperty("java.class.path");
    String name = "b" + UUID.randomUUID().toString().replace("-", "");
    String id = "vim-drivers." + NoOpPlugin.TYPE + "." + name;
    Program plugin;
    try (OfflineNfvo nfvo =
            OfflineNfvo.builder()
                .bus(host.connector())
                .user(host.credentials())
                .brokerUsers(BrokerUsers.fixed(host.credentials()))
                .build();
        MessageBus bus = host.connector().open(host.credentials(), "bench-watch")) {
      nfvo.start();
      plugin = Program.start(own, NoOpPlugin.class.getName(), BrokerArguments.of(host, name));
      plugin.await(
          "it takes calls", () -> bus.inspect(id).map(QueueStatus::consumers).orElse(0) > 0, START);
    }
    Program ours = Program.start(own, OurLoad.class.getName(), BrokerArguments.of(host, id));
    Program published =
        Program.start(
            publishedClassPath,
            "org.mano4j.peers.PublishedLoad",
            List.of(
                id,
                host.options().host(),
                Integer.toString(host.options().effectivePort()),
                Integer.toString(management.getPort()),
                host.name(),
                host.credentials().username(),
                host.credentials().password()));
    return new Callers(plugin, ours, published);
  }

  Program ours() {
    return ours;
  }

  Program published() {
    return published;
  }

  @Override
  public void close() {
    ours.close();
    published.close();
    plugin.close();
  }
}
