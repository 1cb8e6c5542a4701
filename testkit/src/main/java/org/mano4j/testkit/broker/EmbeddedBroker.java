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
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * An AMQP 0-9-1 broker inside the JVM (Apache Qpid Broker-J) on a free port of the loopback
 * interface, with the topic exchange of an NFVO. It keeps everything in memory, and starts in about
 * a second. It refuses what only RabbitMQ knows: {@code x-expires} and other arguments of queues,
 * and direct reply-to.
 *
 * <p>Needs {@code org.apache.qpid:qpid-broker-core}, {@code qpid-broker-plugins-amqp-0-8-protocol}
 * and {@code qpid-broker-plugins-memory-store}, which are optional dependencies of the testkit.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final BusCredentials GUEST = new BusCredentials("guest", "guest");

  private final SystemLauncher launcher;
  private final int port;

  private EmbeddedBroker(SystemLauncher launcher, int port) {
    this.launcher = launcher;
    this.port = port;
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException if it does not start
   */
  public static EmbeddedBroker start() {
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
      EmbeddedBroker broker = new EmbeddedBroker(launcher, ports.port());
      try (MessageBus bus = broker.connector().open(GUEST, "set-up")) {
        bus.declareExchange(NfvoAddresses.EXCHANGE, true);
      }
      return broker;
    } catch (Exception e) {
      launcher.shutdown();
      throw new IllegalStateException("the embedded broker does not start: " + e.getMessage(), e);
    }
  }

  private static URL configuration() {
    return Objects.requireNonNull(
        EmbeddedBroker.class.getResource("embedded-broker.json"), "embedded-broker.json");
  }

  /** Its port. */
  public int port() {
    return port;
  }

  /** A user that may do everything. */
  public BusCredentials credentials() {
    return GUEST;
  }

  /** The options to reach it with. */
  public AmqpOptions options() {
    return AmqpOptions.defaults().withHost("127.0.0.1").withPort(port);
  }

  /** A connector to it. */
  public AmqpBusConnector connector() {
    return new AmqpBusConnector(options());
  }

  /** Ends it, and all connections with it. Idempotent. */
  @Override
  public void close() {
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
