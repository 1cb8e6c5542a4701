package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.broker.RabbitMq;
import picocli.CommandLine;

/** A broker that crashed under a demo has its queues again, which nobody consumes. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class DemoAfterBrokerCrashIT {

  @Test
  void queuesOfADemoThatIsGoneAreNoNfvo() {
    try (RabbitMq.VirtualHost vhost = RabbitMq.require().virtualHost()) {
      vhost.call(
          "PUT",
          "queues/" + vhost.name() + "/" + NfvoAddresses.MANAGER_HANDLING,
          "{\"durable\":true,\"auto_delete\":true}");
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      CommandLine commands = Mano4j.commandLine();
      commands.setOut(new PrintWriter(out));
      commands.setErr(new PrintWriter(err));

      int code =
          commands.execute(
              "demo",
              "--amqp",
              "amqp://%s:%s@%s:%d/%s"
                  .formatted(
                      vhost.credentials().username(),
                      vhost.credentials().password(),
                      vhost.options().host(),
                      vhost.options().effectivePort(),
                      vhost.name()));

      assertThat(code).as(() -> out + "" + err).isZero();
      await() // each goes with its last consumer, which the broker hears of by itself
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () -> vhost.call("GET", "queues/" + vhost.name() + "?columns=name", "").equals("[]"));
    }
  }
}
