package org.mano4j.testkit.broker;

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
 * {@code mano4j-bom} has their versions.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final BusCredentials GUEST = new BusCredentials("guest", "guest");

  private final QpidBroker broker;

  private EmbeddedBroker(QpidBroker broker) {
    this.broker = broker;
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException if it does not start, for example because one of the libraries is
   *     missing
   */
  public static EmbeddedBroker start() {
    requireLibraries();
    EmbeddedBroker started = new EmbeddedBroker(QpidBroker.start());
    try (MessageBus bus = started.connector().open(GUEST, "set-up")) {
      bus.declareExchange(NfvoAddresses.EXCHANGE, true);
      return started;
    } catch (RuntimeException e) {
      started.close();
      throw new IllegalStateException("the embedded broker does not start: " + e.getMessage(), e);
    }
  }

  /** By a class of each: two of them are found by the first one at run time, or silently not. */
  private static void requireLibraries() {
    require("org.apache.qpid.server.SystemLauncher", "qpid-broker-core");
    require(
        "org.apache.qpid.server.protocol.v0_8.ProtocolEngineCreator_0_9_1",
        "qpid-broker-plugins-amqp-0-8-protocol");
    require(
        "org.apache.qpid.server.store.MemoryConfigurationStore",
        "qpid-broker-plugins-memory-store");
  }

  private static void require(String className, String artifact) {
    if (EmbeddedBroker.class.getClassLoader().getResource(className.replace('.', '/') + ".class")
        == null) {
      throw new IllegalStateException(
          ("the embedded broker needs org.apache.qpid:%s, which is not on the class path; add it,"
                  + " qpid-broker-core, qpid-broker-plugins-amqp-0-8-protocol and"
                  + " qpid-broker-plugins-memory-store; mano4j-bom has their versions")
              .formatted(artifact));
    }
  }

  /** Its port. */
  public int port() {
    return broker.port();
  }

  /** A user that may do everything. */
  public BusCredentials credentials() {
    return GUEST;
  }

  /** The options to reach it with. */
  public AmqpOptions options() {
    return AmqpOptions.defaults().withHost("127.0.0.1").withPort(port());
  }

  /** A connector to it. */
  public AmqpBusConnector connector() {
    return new AmqpBusConnector(options());
  }

  /** Ends it, and all connections with it. Idempotent. */
  @Override
  public void close() {
    broker.close();
  }
}
