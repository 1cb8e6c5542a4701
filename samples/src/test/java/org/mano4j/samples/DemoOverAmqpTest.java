package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.broker.EmbeddedBroker;
import picocli.CommandLine;

class DemoOverAmqpTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theSippServiceLivesOverABroker() {
    try (EmbeddedBroker broker = EmbeddedBroker.start()) {
      assertThat(run("demo", "--json", "--amqp", uri(broker))).as(err.toString()).isZero();

      JsonNode document = json();
      assertThat(document.path("result").asText()).isEqualTo("ok");
      assertThat(document.path("servers")).hasSize(4);
      assertThat(document.path("leftovers").path("containers").asInt(-1)).isZero();
    }
  }

  @Test
  void aBrokerThatServesAnNfvoIsLeftAlone() {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        MessageBus nfvo = broker.connector().open(broker.credentials(), "nfvo")) {
      nfvo.consume(
          QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
          1,
          delivery -> {
            throw new AssertionError("not for this NFVO");
          });

      assertThat(run("demo", "--json", "--amqp", uri(broker))).isEqualTo(ExitCode.FAILED);

      assertThat(json().path("error").asText()).contains("use another virtual host");
    }
  }

  @Test
  void whatIsNoBrokersAddressIsWrongUsage() {
    assertThat(run("demo", "--amqp", "localhost:5672")).isEqualTo(ExitCode.USAGE);

    assertThat(err.toString()).contains("--amqp", "amqp://user:password@host:5672/vhost");
  }

  private static String uri(EmbeddedBroker broker) {
    return "amqp://guest:guest@127.0.0.1:" + broker.port();
  }

  private int run(String... arguments) {
    CommandLine commands = Mano4j.commandLine();
    commands.setOut(new PrintWriter(out));
    commands.setErr(new PrintWriter(err));
    return commands.execute(arguments);
  }

  private JsonNode json() {
    return CatalogueJson.read(out.toString(), JsonNode.class);
  }
}
