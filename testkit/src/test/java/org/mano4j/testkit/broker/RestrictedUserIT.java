package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.testkit.broker.Buses.LONG;
import static org.mano4j.testkit.broker.Buses.assertFails;
import static org.mano4j.testkit.broker.Buses.done;
import static org.mano4j.testkit.broker.Buses.durable;
import static org.mano4j.testkit.broker.Buses.join;
import static org.mano4j.testkit.broker.Buses.plain;
import static org.mano4j.testkit.broker.Buses.text;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** A user with the permissions that an NFVO 6.0 gives: 403 and 406 are sentences. */
class RestrictedUserIT {

  private static final String TYPE = "vnfm-" + UUID.randomUUID();
  private static RabbitMq.VirtualHost host;
  private static MessageBus bus;
  private static MessageBus nfvo;

  @BeforeAll
  static void register() {
    host = RabbitMq.require().virtualHost();
    host.call("PUT", "users/" + TYPE, "{\"password\":\"secret\",\"tags\":\"\"}");
    String configure = "^amq\\\\.gen.*|amq\\\\.default$|(" + TYPE + ")|(nfvo." + TYPE + ".actions)";
    String write =
        configure + "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)|(openbaton-exchange)";
    host.call(
        "PUT",
        "permissions/" + host.name() + "/" + TYPE,
        "{\"configure\":\""
            + configure
            + "\",\"write\":\""
            + write
            + "\",\"read\":\""
            + configure
            + "|(openbaton-exchange)\"}");
    bus = host.connector().open(new BusCredentials(TYPE, "secret"), "private");
    nfvo = host.connector().open(host.credentials(), "nfvo");
  }

  @AfterAll
  static void leave() {
    if (bus != null) {
      bus.close();
      nfvo.close();
      host.call("DELETE", "users/" + TYPE, "");
      host.close();
    }
  }

  private static void assertWell() {
    assertThat(bus.state()).isEqualTo(BusState.OPEN);
    assertThat(bus.inspect(TYPE + "-nothing")).isEmpty();
  }

  @Test
  void declaresBindsConsumesAndAnswersOnItsOwnQueue() {
    bus.consume(plain(TYPE), 10, delivery -> done("re: " + text(delivery.message())));

    assertThat(text(join(nfvo.request(NfvoAddresses.of(TYPE), Message.text("a"), LONG))))
        .isEqualTo("re: a");
  }

  @Test
  void asksTheNfvoWhichMayAnswerOverTheExchange() {
    nfvo.consume(
        plain("vnfm.nfvo.actions.reply"),
        10,
        delivery ->
            nfvo.publish(
                    NfvoAddresses.of(String.valueOf(delivery.message().replyTo())),
                    Message.text("granted").withCorrelationId(delivery.message().correlationId()))
                .thenApply(sent -> java.util.Optional.empty()));

    assertThat(
            text(
                join(
                    bus.request(
                        NfvoAddresses.of("vnfm.nfvo.actions.reply"), Message.text("?"), LONG))))
        .isEqualTo("granted");
  }

  @Test
  void mayNotDeclareTheExchangeAndIsToldSo() {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(() -> bus.declareExchange(NfvoAddresses.EXCHANGE, true))
        .withMessageContainingAll(
            "cannot declare exchange 'openbaton-exchange'",
            "access to exchange 'openbaton-exchange'",
            "'" + TYPE + "'",
            "give the broker user this permission");
    assertWell();
  }

  @Test
  void mayNotDeclareForeignQueuesAndIsToldSo() {
    for (String foreign : List.of("vim-mgmt-1", "plugin-queue")) {
      assertThatExceptionOfType(BusException.Denied.class)
          .isThrownBy(() -> bus.consume(plain(foreign), 1, delivery -> done()))
          .withMessageContainingAll(
              "cannot consume from queue '" + foreign + "'", "access to queue", "permission");
    }
    assertWell();
  }

  @Test
  void mayNotPublishToOtherExchangesAndIsToldSo() {
    nfvo.declareExchange("plugin-exchange", true);

    assertFails(
            bus.publish(new Address("plugin-exchange", "k"), Message.text("x")),
            BusException.Denied.class)
        .withMessageContaining("cannot publish to key 'k' on exchange 'plugin-exchange'")
        .withMessageContaining("give the broker user this permission");
    assertWell();
  }

  @Test
  void aQueueWithOtherArgumentsIsToldApart() {
    String queue = TYPE + ".expiring";
    nfvo.consume(durable(queue), 1, delivery -> done());
    QueueSpec expiring =
        new QueueSpec(queue, true, false, false, Map.of("x-expires", 60_000), List.of());

    assertThatExceptionOfType(BusException.Mismatch.class)
        .isThrownBy(() -> bus.consume(expiring, 1, delivery -> done()))
        .withMessageContainingAll(
            queue, "x-expires", "use the properties it has, or delete it first");
    assertWell();
  }
}
