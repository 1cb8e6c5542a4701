package org.mano4j.testkit.broker;

import java.net.URL;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.qpid.server.SystemLauncher;
import org.apache.qpid.server.SystemLauncherListener.DefaultSystemLauncherListener;
import org.apache.qpid.server.model.Broker;
import org.apache.qpid.server.model.SystemConfig;
import org.apache.qpid.server.model.port.AmqpPort;
import org.jspecify.annotations.Nullable;

/** The part of {@link EmbeddedBroker} that cannot be loaded without Qpid's libraries. */
final class QpidBroker {

  private final SystemLauncher launcher;
  private final int port;

  private QpidBroker(SystemLauncher launcher, int port) {
    this.launcher = launcher;
    this.port = port;
  }

  static QpidBroker start() {
    PortFinder ports = new PortFinder();
    SystemLauncher launcher = new SystemLauncher(ports);
    try {
      launcher.startup(
          Map.of(
              "type",
              "Memory",
              "initialConfigurationLocation",
              configuration().toExternalForm(),
              "startupLoggedToSystemOut",
              "false"));
      return new QpidBroker(launcher, ports.port());
    } catch (Exception e) {
      launcher.shutdown();
      throw new IllegalStateException("the embedded broker does not start: " + e.getMessage(), e);
    }
  }

  /**
   * By default Qpid waits for more acknowledgements than one before it goes on with a window above
   * 100. Where a consumer's window grows above that and shrinks again, it would wait for ever; so
   * there the limit is what fits into the protocol.
   */
  private static URL configuration() {
    return Objects.requireNonNull(
        QpidBroker.class.getResource("embedded-broker.json"), "embedded-broker.json");
  }

  int port() {
    return port;
  }

  void close() {
    launcher.shutdown();
  }

  /** Learns which port the system has chosen. */
  private static final class PortFinder extends DefaultSystemLauncherListener {

    private volatile @Nullable SystemConfig<?> system;

    @Override
    public void onContainerResolve(SystemConfig<?> systemConfig) {
      system = systemConfig;
    }

    int port() {
      Broker<?> broker = (Broker<?>) Objects.requireNonNull(system, "system").getContainer();
      return broker.getPorts().stream()
          .flatMap(port -> port instanceof AmqpPort<?> amqp ? Stream.of(amqp) : Stream.empty())
          .mapToInt(AmqpPort::getBoundPort)
          .findFirst()
          .orElseThrow();
    }
  }
}
