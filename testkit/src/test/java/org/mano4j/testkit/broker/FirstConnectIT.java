package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.testkit.broker.Buses.LONG;
import static org.mano4j.testkit.broker.Buses.await;
import static org.mano4j.testkit.broker.Buses.done;
import static org.mano4j.testkit.broker.Buses.join;
import static org.mano4j.testkit.broker.Buses.over;
import static org.mano4j.testkit.broker.Buses.plain;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Pauses;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** How a bus connects, and when it gives up. */
class FirstConnectIT {

  /** One that was free a moment ago may be that of another test by now. */
  private static final int NOBODYS_PORT = 1;

  private static RabbitMq.VirtualHost host;
  private final String user = "user-" + UUID.randomUUID();
  private TcpProxy proxy;
  private AmqpOptions options;

  @BeforeAll
  static void take() {
    host = RabbitMq.require().virtualHost();
  }

  @AfterAll
  static void giveBack() {
    if (host != null) {
      host.close();
    }
  }

  @BeforeEach
  void open() {
    proxy = TcpProxy.to(host.options().host(), host.options().effectivePort());
    options = over(proxy, host.options());
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private MessageBus connect(AmqpOptions with) {
    return new AmqpBusConnector(with).open(host.credentials(), "first");
  }

  @Test
  void triesAgainUntilTheBrokerTakesTheConnection() {
    proxy.refuse(true);
    CompletableFuture<MessageBus> opening =
        CompletableFuture.supplyAsync(() -> connect(options.withConnectAttempts(1000)));
    await().during(Duration.ofMillis(300)).until(() -> !opening.isDone());

    proxy.refuse(false);

    try (MessageBus bus = join(opening)) {
      assertThat(bus.state()).isEqualTo(BusState.OPEN);
    }
  }

  @Test
  void givesUpAfterItsAttemptsAndSaysSo() {
    proxy.refuse(true);

    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(() -> connect(options.withConnectAttempts(3)))
        .withMessageStartingWith("cannot connect to broker amqp://127.0.0.1:" + proxy.port())
        .withMessageContainingAll("(vhost '" + host.name() + "')", "3 attempts");
  }

  @Test
  void namesTheReasonWhenNothingListens() {
    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(() -> connect(options.withPort(NOBODYS_PORT).withConnectAttempts(1)))
        .withMessageContainingAll("onnection refused", "1 attempt");
  }

  @Test
  void namesAHostThatIsUnknown() {
    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(() -> connect(options.withHost("no-such-host.invalid").withConnectAttempts(1)))
        .withMessageContaining("its name is unknown");
  }

  @Test
  void doesNotWaitForASilentBrokerForEver() {
    proxy.freeze(true);
    long begun = System.nanoTime();

    assertThatExceptionOfType(BusException.Unreachable.class)
        .isThrownBy(
            () ->
                connect(options.withConnectAttempts(2).withConnectTimeout(Duration.ofMillis(300))))
        .withMessageContaining("no answer in time");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(15));
  }

  @Test
  void endsWhenItsThreadIsInterrupted() throws Exception {
    proxy.refuse(true);
    CompletableFuture<Boolean> flag = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                connect(options.withPauses(new Pauses(LONG, LONG)));
              } catch (BusException e) {
                flag.complete(Thread.currentThread().isInterrupted());
              }
            });
    thread.start();
    await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    thread.interrupt();

    assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void asksOnceWithAWrongPassword() {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(
            () ->
                new AmqpBusConnector(options)
                    .open(new BusCredentials("guest", "not this one"), "first"))
        .withMessageContainingAll("refuses user 'guest'", "127.0.0.1:" + proxy.port())
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("not this one"));
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void asksOnceForAnUnknownVirtualHost() {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(() -> connect(options.withVirtualHost("no-such")))
        .withMessageContainingAll("vhost", "no-such", "check the name of the virtual host");
    assertThat(proxy.connections()).isEqualTo(1);
  }

  @Test
  void closesItselfWhenItsUserIsRefusedForGood() {
    host.call("PUT", "users/" + user, "{\"password\":\"secret\",\"tags\":\"\"}");
    host.call(
        "PUT",
        "permissions/" + host.name() + "/" + user,
        "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}");
    AmqpOptions impatient = options.withRefusalLimit(Duration.ofSeconds(1));
    MessageBus bus =
        new AmqpBusConnector(impatient).open(new BusCredentials(user, "secret"), "private");
    bus.consume(plain(user), 1, delivery -> done());

    host.call("DELETE", "users/" + user, "");
    proxy.cut();

    await().until(() -> bus.state() == BusState.CLOSED);
    // the first one, one that was refused, and another one when the time was over
    assertThat(proxy.connections()).isGreaterThan(2);
    assertThatExceptionOfType(BusException.Closed.class)
        .isThrownBy(() -> bus.inspect(user))
        .withMessageContaining("is closed");
  }

  @Test
  void isBackWhenItsUserIsMadeAgain() {
    host.call("PUT", "users/" + user, "{\"password\":\"secret\",\"tags\":\"\"}");
    String all = "{\"configure\":\".*\",\"write\":\".*\",\"read\":\".*\"}";
    host.call("PUT", "permissions/" + host.name() + "/" + user, all);
    MessageBus bus =
        new AmqpBusConnector(options).open(new BusCredentials(user, "secret"), "restored");
    host.call("DELETE", "permissions/" + host.name() + "/" + user, "");
    proxy.cut();
    int before = proxy.connections();
    await().until(() -> proxy.connections() > before + 5);
    assertThat(bus.state()).isEqualTo(BusState.RECOVERING);

    host.call("PUT", "permissions/" + host.name() + "/" + user, all);

    await().until(() -> bus.state() == BusState.OPEN);
    bus.close();
    host.call("DELETE", "users/" + user, "");
  }

  @Test
  void waitsForABrokerThatIsLate() {
    MessageBus bus = connect(options);
    proxy.refuse(true);
    proxy.cut();
    await().until(() -> bus.state() == BusState.RECOVERING);
    await().during(Duration.ofSeconds(1)).until(() -> bus.state() == BusState.RECOVERING);

    proxy.refuse(false);

    await().until(() -> bus.state() == BusState.OPEN);
    join(bus.publish(NfvoAddresses.of(queueOf(bus)), Message.text("x")));
    bus.close();
  }

  private String queueOf(MessageBus bus) {
    bus.consume(plain(user), 1, delivery -> done());
    return user;
  }

  @Test
  void closingEndsARecoveryAtOnce() {
    // buses that other tests in this JVM have left may recover for ever
    Set<Thread> others = pausing();
    MessageBus bus = connect(options.withPauses(new Pauses(LONG, LONG)));
    proxy.refuse(true);
    proxy.cut();
    await().until(() -> bus.state() == BusState.RECOVERING);
    await().until(() -> !others.containsAll(pausing()));
    Set<Thread> own = pausing();
    own.removeAll(others);

    bus.close();

    assertThat(bus.state()).isEqualTo(BusState.CLOSED);
    await().atMost(Duration.ofSeconds(20)).until(() -> Collections.disjoint(pausing(), own));
  }

  /** Those that wait between two attempts to connect. */
  private static Set<Thread> pausing() {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(
            entry ->
                Arrays.stream(entry.getValue())
                    .anyMatch(
                        frame ->
                            frame.getClassName().endsWith("BusLife")
                                && frame.getMethodName().equals("pause")))
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
