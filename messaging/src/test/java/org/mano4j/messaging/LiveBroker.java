package org.mano4j.messaging;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * The RabbitMQ that runs already, for a raw client beside a bus; where it is say the system
 * properties of the testkit's {@code RabbitMq}.
 */
final class LiveBroker {

  private static final String HOST = System.getProperty("mano4j.rabbitmq.host", "localhost");
  private static final int PORT = Integer.getInteger("mano4j.rabbitmq.port", 5672);
  static final BusCredentials USER =
      new BusCredentials(
          System.getProperty("mano4j.rabbitmq.username", "guest"),
          System.getProperty("mano4j.rabbitmq.password", "guest"));

  private LiveBroker() {}

  /**
   * Skips the test that calls this, or fails it with {@code mano4j.live=true}, without a broker.
   */
  static void require() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(HOST, PORT), 10_000);
    } catch (IOException e) {
      String none = "no RabbitMQ at " + HOST + ":" + PORT;
      if (Boolean.getBoolean("mano4j.live")) {
        Assertions.fail(none);
      }
      Assumptions.abort(none);
    }
  }

  static AmqpOptions options() {
    return AmqpOptions.defaults().withHost(HOST).withPort(PORT);
  }

  static Connection rawConnection() throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(HOST);
    factory.setPort(PORT);
    factory.setUsername(USER.username());
    factory.setPassword(USER.password());
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection("raw");
  }
}
