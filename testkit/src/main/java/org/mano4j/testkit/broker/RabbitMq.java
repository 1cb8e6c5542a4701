package org.mano4j.testkit.broker;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.BrokerManagement;
import org.mano4j.testkit.BrokerPermissions;

/**
 * A RabbitMQ for live tests, which runs already and has the management plugin. Each test takes a
 * virtual host of its own.
 *
 * <p>System properties say where it is: {@code mano4j.rabbitmq.host} (localhost), {@code
 * mano4j.rabbitmq.port} (5672), {@code mano4j.rabbitmq.management} (http://localhost:15672), {@code
 * mano4j.rabbitmq.username} and {@code mano4j.rabbitmq.password} (guest, who must be an
 * administrator). Without a broker there, tests are skipped; with {@code -Dmano4j.live=true} they
 * fail.
 */
public final class RabbitMq {

  private static final int CONNECT_MILLIS = 10_000;

  private final String host;
  private final int port;
  private final URI management;
  private final BusCredentials administrator;
  private final BrokerManagement api;

  /** A broker somewhere else than the properties say. */
  public RabbitMq(String host, int port, URI management, BusCredentials administrator) {
    this.host = host;
    this.port = port;
    this.management = management;
    this.administrator = administrator;
    this.api = new BrokerManagement(management, administrator);
  }

  /** The broker for live tests; skips the test that calls this, or fails it, if there is none. */
  public static RabbitMq require() {
    RabbitMq found =
        new RabbitMq(
            System.getProperty("mano4j.rabbitmq.host", "localhost"),
            Integer.getInteger("mano4j.rabbitmq.port", 5672),
            URI.create(System.getProperty("mano4j.rabbitmq.management", "http://localhost:15672")),
            new BusCredentials(
                System.getProperty("mano4j.rabbitmq.username", "guest"),
                System.getProperty("mano4j.rabbitmq.password", "guest")));
    if (!found.answers()) {
      String none =
          "no RabbitMQ with management plugin at "
              + found.host
              + ":"
              + found.port
              + " and "
              + found.management
              + "; './mano4j test --live' starts one";
      missing(none);
    }
    return found;
  }

  /** Ends the test that needs a service: skipped, or failed where all are promised. */
  static void missing(String what) {
    if (Boolean.getBoolean("mano4j.live")) {
      Assertions.fail(what);
    }
    Assumptions.abort(what);
  }

  /** Whether something listens on both ports. */
  public boolean answers() {
    try (Socket broker = new Socket();
        Socket api = new Socket()) {
      broker.connect(new InetSocketAddress(host, port), CONNECT_MILLIS);
      api.connect(
          new InetSocketAddress(management.getHost(), management.getPort()), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** URL of the management API. */
  public URI management() {
    return management;
  }

  /** The user that may do everything. */
  public BusCredentials administrator() {
    return administrator;
  }

  /** A new virtual host with the topic exchange of an NFVO. */
  public VirtualHost virtualHost() {
    return new VirtualHost("mano4j-" + UUID.randomUUID());
  }

  /** A virtual host for one test. */
  public final class VirtualHost implements AutoCloseable {

    private final String name;

    private VirtualHost(String name) {
      this.name = name;
      api.createVhost(name);
      api.permit(name, administrator.username(), BrokerPermissions.all());
      declareExchange(NfvoAddresses.EXCHANGE);
    }

    /** Its name. */
    public String name() {
      return name;
    }

    /** The user that may do everything in it. */
    public BusCredentials credentials() {
      return administrator;
    }

    /** The options to reach it with. */
    public AmqpOptions options() {
      return AmqpOptions.defaults().withHost(host).withPort(port).withVirtualHost(name);
    }

    /** A connector to it. */
    public AmqpBusConnector connector() {
      return new AmqpBusConnector(options());
    }

    /** Declares a durable topic exchange. */
    public void declareExchange(String exchange) {
      api.declareExchange(name, exchange);
    }

    /** Calls the management API under {@code /api/}; the answer's body. */
    public String call(String method, String path, String json) {
      return api.call(method, path, json);
    }

    /** Deletes it with everything in it. */
    @Override
    public void close() {
      api.deleteVhost(name);
    }
  }
}
