package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.Connection;
import java.lang.reflect.Proxy;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** How long a connection that was open before is refused until its bus gives up. */
class AmqpConnectingTest {

  private static final Pauses SHORT = new Pauses(Duration.ofMillis(5), Duration.ofMillis(5));
  private static final BusException DENIED = new BusException.Denied("no");
  private static final BusException UNREACHABLE = new BusException.Unreachable("nobody there");

  private final AmqpOptions options = AmqpOptions.defaults().withPauses(SHORT);
  private final BusLife life = new BusLife("b", BusState.RECOVERING, BusMetrics.NONE);
  private int attempts;

  private AmqpConnecting failing(AmqpOptions options, Queue<BusException> failures) {
    return new AmqpConnecting(options, new BusCredentials("u", "p"), new AmqpThreads(null)) {
      @Override
      Connected connect(String name) {
        attempts++;
        BusException failure =
            failures.size() == 1 ? failures.peek() : failures.poll(); // the last lasts
        if (failure != null) {
          throw failure;
        }
        return connected();
      }
    };
  }

  private static Connected connected() {
    Connection none =
        (Connection)
            Proxy.newProxyInstance(
                AmqpConnectingTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> null);
    return new Connected(none, new Socket());
  }

  @Test
  void manyRefusalsInAShortTimeAreNotTheEnd() {
    Queue<BusException> failures = new LinkedList<>(Collections.nCopies(20, DENIED));
    failures.add(null);

    assertThat(failing(options, failures).again("b", life)).isNotNull();
    assertThat(attempts).isEqualTo(21);
  }

  @Test
  void refusalsWithoutABreakEndItWhenTheirTimeIsUp() {
    long begun = System.nanoTime();

    assertThatThrownBy(
            () ->
                failing(
                        options.withRefusalLimit(Duration.ofSeconds(1)),
                        new ArrayDeque<>(List.of(DENIED)))
                    .again("b", life))
        .isSameAs(DENIED);

    assertThat(Duration.ofNanos(System.nanoTime() - begun))
        .isBetween(Duration.ofSeconds(1), Duration.ofSeconds(20));
    assertThat(attempts).isGreaterThan(3);
  }

  @Test
  void aLongPauseEndsWithTheTime() {
    Pauses hours = new Pauses(Duration.ofHours(1), Duration.ofHours(1));

    assertThatThrownBy(
            () ->
                failing(
                        options.withPauses(hours).withRefusalLimit(Duration.ofMillis(50)),
                        new ArrayDeque<>(List.of(DENIED)))
                    .again("b", life))
        .isSameAs(DENIED);

    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void theFirstRefusalIsTheEndIfThereIsNoTime() {
    assertThatThrownBy(
            () ->
                failing(options.withRefusalLimit(Duration.ZERO), new ArrayDeque<>(List.of(DENIED)))
                    .again("b", life))
        .isSameAs(DENIED);

    assertThat(attempts).isEqualTo(1);
  }

  @Test
  void notReachingTheBrokerBeginsTheTimeAnew() {
    Queue<BusException> failures = new LinkedList<>();
    // longer than the limit in all, but never without a break
    for (int i = 0; i < 30; i++) {
      failures.addAll(List.of(DENIED, UNREACHABLE));
    }
    failures.add(null);

    AmqpOptions patient = options.withRefusalLimit(Duration.ofMillis(100));
    assertThat(failing(patient, failures).again("b", life)).isNotNull();
    assertThat(attempts).isEqualTo(61);
  }
}
