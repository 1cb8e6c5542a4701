package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a caller is told by an exception, or has asked for, is no warning in the log as well. */
class QuietFailuresIT {

  private final String queue = "quiet-" + UUID.randomUUID();
  private final PrintStream before = System.err;
  private final ByteArrayOutputStream log = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    LiveBroker.require();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setErr(before);
  }

  private List<String> warnings(String about) {
    return log.toString(StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.contains("WARN") && line.contains(about))
        .toList();
  }

  @Test
  void aQueueWithOtherPropertiesIsToldToTheCallerAlone() {
    AmqpBusConnector connector = new AmqpBusConnector(LiveBroker.options());
    try (MessageBus bus = connector.open(LiveBroker.USER, queue)) {
      bus.consume(BusTests.plain(queue), 1, delivery -> BusTests.done());

      assertThatExceptionOfType(BusException.Mismatch.class)
          .isThrownBy(() -> bus.consume(BusTests.durable(queue), 1, delivery -> BusTests.done()));
    }

    assertThat(warnings(queue)).isEmpty();
  }

  @Test
  void aConnectionThatEndsWhileItIsClosedIsNoLoss() throws Exception {
    AmqpOptions options = LiveBroker.options();
    AmqpThreads threads = new AmqpThreads(null);
    List<Connected> connections = new CopyOnWriteArrayList<>();
    AmqpConnecting connecting =
        new AmqpConnecting(options, LiveBroker.USER, threads) {
          @Override
          Connected connect(String name) {
            Connected connected = super.connect(name);
            connections.add(connected);
            return connected;
          }
        };
    AmqpBus bus = new AmqpBus(options, queue, threads, connecting);
    bus.connect();
    bus.drain(Duration.ZERO);

    connections.get(0).socket().close();

    await().atMost(BusTests.LONG).until(() -> connections.size() == 2);
    bus.close();
    assertThat(warnings(queue)).isEmpty();
  }
}
