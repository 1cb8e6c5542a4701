package org.mano4j.benchmarks.plugin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.mano4j.benchmarks.published.BrokerArguments;
import org.mano4j.benchmarks.published.Program;
import org.mano4j.benchmarks.published.Registrations;
import org.mano4j.testkit.broker.RabbitMq;

/** One plugin and both callers of it, each in a process of its own. */
final class Callers implements AutoCloseable {

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
    try (Registrations registrations = new Registrations(host)) {
      plugin = Program.start(own, NoOpPlugin.class.getName(), BrokerArguments.of(host, name));
      registrations.awaitConsumers(plugin, id, 1);
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
