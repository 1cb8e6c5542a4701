package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmStartStopBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.config.Config;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.vnfm.VnfmConfig;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A manager that knows its broker from a configuration alone. */
class ConfiguredVnfmIT {

  private static final String EXCHANGE = "another-exchange";

  private RabbitMq.VirtualHost host;
  private MessageBus nfvo;

  @BeforeEach
  void begin() {
    host = RabbitMq.require().virtualHost();
    nfvo = host.connector().open(host.credentials(), "nfvo");
    nfvo.declareExchange(EXCHANGE, true);
    nfvo.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, EXCHANGE),
        1,
        delivery ->
            CompletableFuture.completedFuture(Optional.of(credentials(host.credentials()))));
  }

  @AfterEach
  void end() {
    if (nfvo != null) {
      nfvo.close();
    }
    if (host != null) {
      host.close();
    }
  }

  private static Message credentials(BusCredentials user) {
    return Message.text(
        CatalogueJson.write(
            ManagerCredentialsBuilder.builder()
                .rabbitUsername(user.username())
                .rabbitPassword(user.password())
                .build()));
  }

  @Test
  void servesAnNfvoThatUsesAnotherExchange() throws Exception {
    Config config =
        Config.parse(
            """
            [vnfm]
            type = "dummy"
            [amqp.exchange]
            name = "another-exchange"
            """,
            "vnfm.toml",
            Map.of(
                "MANO4J_AMQP_HOST", host.options().host(),
                "MANO4J_AMQP_PORT", String.valueOf(host.options().effectivePort()),
                "MANO4J_AMQP_VHOST", host.name(),
                "MANO4J_AMQP_USERNAME", host.credentials().username(),
                "MANO4J_AMQP_PASSWORD", host.credentials().password()));
    try (VnfmRuntime vnfm = VnfmConfig.builder(new VnfmHandler() {}, config).build()) {
      vnfm.start();

      Message answer =
          nfvo.request(
                  new Address(EXCHANGE, "dummy"),
                  Message.text(
                      MessageJson.write(
                          OrVnfmStartStopBuilder.builder()
                              .action(Action.START)
                              .virtualNetworkFunctionRecord(
                                  VirtualNetworkFunctionRecordBuilder.builder().name("a").build())
                              .build())),
                  Duration.ofSeconds(20))
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);

      VnfmOrMessage said = MessageJson.readVnfmOr(answer.body());
      assertThat(said.action()).isEqualTo(Action.START);
    }
  }
}
