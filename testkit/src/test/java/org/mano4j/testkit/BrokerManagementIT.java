package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.net.URI;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.testkit.broker.RabbitMq;

class BrokerManagementIT {

  private final RabbitMq rabbit = RabbitMq.require();
  private final BrokerManagement management =
      new BrokerManagement(rabbit.management(), rabbit.administrator());
  // names that must be encoded in a URL
  private final String vhost = "mano4j/a b+" + UUID.randomUUID();
  private final BusCredentials user = new BusCredentials("mano4j/u " + UUID.randomUUID(), "s3cret");

  @BeforeEach
  void make() {
    management.createVhost(vhost);
    management.createUser(user);
    management.permit(vhost, user.username(), BrokerPermissions.all());
  }

  @AfterEach
  void delete() {
    management.deleteUser(user.username());
    management.deleteVhost(vhost);
  }

  private MessageBus open() {
    AmqpOptions options = AmqpOptions.defaults().withVirtualHost(vhost).withConnectAttempts(1);
    return new AmqpBusConnector(options).open(user, "a test");
  }

  @Test
  void makesWhatABusCanUse() {
    management.declareExchange(vhost, "exchange");
    try (MessageBus bus = open()) {
      bus.declareExchange("exchange", true);
      bus.consume(QueueSpec.named("queue", "exchange"), 1, delivery -> null);

      assertThat(management.queues(vhost)).contains("queue");
    }
  }

  @Test
  void closesAConnection() {
    AtomicBoolean lost = new AtomicBoolean();
    try (MessageBus bus = open()) {
      bus.onStateChange(state -> lost.set(true));
      await()
          .until(
              () ->
                  management.connections(vhost).stream()
                      .anyMatch(c -> c.username().equals(user.username())));

      assertThat(management.closeConnection(management.connections(vhost).get(0), "a test"))
          .isTrue();

      await().untilTrue(lost);
    }
  }

  @Test
  void saysWhetherThereWasSomethingToDelete() {
    assertThat(management.deleteUser(user.username())).isTrue();
    assertThat(management.deleteUser(user.username())).isFalse();
  }

  @Test
  void saysWhoIsRefusedAndNotTheirPassword() {
    BrokerManagement other = new BrokerManagement(rabbit.management(), user);

    assertThatThrownBy(() -> other.queues(vhost))
        .isInstanceOf(NfvoException.class)
        .hasMessageContaining("cannot list the queues of virtual host " + vhost)
        .hasMessageContaining(user.username())
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void saysThatAVirtualHostIsNotThere() {
    assertThatThrownBy(() -> management.declareExchange("ghost-" + vhost, "exchange"))
        .isInstanceOf(NfvoException.class)
        .hasMessageContaining("cannot declare exchange")
        .hasMessageContaining("404");
  }

  @Test
  void saysThatNobodyIsThere() {
    BrokerManagement nobody = new BrokerManagement(URI.create("http://localhost:1"), user);

    assertThatThrownBy(() -> nobody.queues("/"))
        .isInstanceOf(NfvoException.class)
        .hasMessageContaining("http://localhost:1")
        .hasMessageContaining("is the broker up");
  }
}
