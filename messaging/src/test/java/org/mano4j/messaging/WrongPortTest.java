package org.mano4j.messaging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A port at which something else answers, such as the management of the broker. */
class WrongPortTest {

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::answer, "http");
    thread.setDaemon(true);
    thread.start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  private void answer() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        socket.getInputStream().readNBytes(8);
        socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      } catch (IOException e) {
        // the client has gone, or the test has ended
      }
    }
  }

  @Test
  void theErrorSaysWhichPortsSpeakAmqp() {
    AmqpOptions options =
        AmqpOptions.defaults()
            .withHost("127.0.0.1")
            .withPort(server.getLocalPort())
            .withConnectAttempts(1);

    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(() -> new AmqpBusConnector(options).open(LiveBroker.USER, "wrong"))
        .withMessageContaining("that the port speaks AMQP (5672, or 5671 with TLS");
  }
}
