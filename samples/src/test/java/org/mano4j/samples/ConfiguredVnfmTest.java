package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.config.Config;
import org.mano4j.messaging.MessageBus;
import org.mano4j.samples.CustomVnfmTest.GreetingVnfm;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.EmbeddedBroker;
import org.mano4j.vnfm.VnfmConfig;
import org.mano4j.vnfm.VnfmRuntime;

/** The same VNFM, set up from a file for a broker; needs the libraries of EmbeddedBroker. */
class ConfiguredVnfmTest {

  // snippet:main
  /** A program; its argument is the configuration file. */
  static final class Greeter {

    private Greeter() {}

    public static void main(String[] args) throws InterruptedException {
      Config config = Config.read(Path.of(args[0]));
      VnfmRuntime vnfm = VnfmConfig.builder(new GreetingVnfm(), config).build();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(vnfm), "end"));
      vnfm.start();
      vnfm.awaitClosed();
    }

    private static void end(VnfmRuntime vnfm) {
      vnfm.drain(Duration.ofSeconds(20));
      vnfm.close();
    }
  }

  // end

  @Test
  void itRunsAsAProgramUntilItIsToldToEnd(@TempDir Path folder) throws Exception {
    try (var broker = EmbeddedBroker.start();
        var nfvo =
            OfflineNfvo.builder()
                .bus(broker.connector())
                .user(broker.credentials())
                .brokerUsers(BrokerUsers.fixed(broker.credentials()))
                .build()) {
      Path file =
          Files.writeString(
              folder.resolve("vnfm.toml"),
              """
              [vnfm]
              type = "greeter"

              [amqp]
              host = "127.0.0.1"
              port = %d
              username = "guest"
              password = "guest"
              """
                  .formatted(broker.port()));
      nfvo.start();
      Process program = run(file);
      try (MessageBus bus = broker.connector().open(broker.credentials(), "test")) {
        await()
            .atMost(40, TimeUnit.SECONDS)
            .until(() -> bus.inspect("greeter").filter(q -> q.consumers() == 1).isPresent());
        assertThat(nfvo.registered()).containsExactly("greeter");
        program.destroy();

        assertThat(program.waitFor(60, TimeUnit.SECONDS)).as("the program ends").isTrue();
        await()
            .atMost(30, TimeUnit.SECONDS)
            .untilAsserted(() -> assertThat(nfvo.registered()).isEmpty());
      } finally {
        program.destroyForcibly();
      }
    }
  }

  @Test
  void itTakesAFileOfTheGoLibraries() {
    String file =
        """
        [vnfm]
        type = "mgmt"
        endpoint = "mgmt-endpoint"
        description = "generic"
        allocate = false
        timeout = 2000

        [vnfm.logger]
        level = "WARN"
        use-colors = true
        out-file = ""
        timestamps = true

        [amqp]
        host = "localhost"
        port = 5672
        username = "admin"
        password = "secret"
        vhost = "/"
        heartbeat = 60
        workers = 5
        jobqueue-size = 20

        [amqp.exchange]
        name = "openbaton-exchange"
        durable = true

        [amqp.queues]
        autodelete = true
        exclusive = true
        """;

    try (VnfmRuntime vnfm =
        VnfmConfig.builder(new GreetingVnfm(), Config.parse(file, "config.toml", Map.of()))
            .build()) {
      assertThat(vnfm.state()).isEqualTo(VnfmRuntime.State.NEW);
    }
  }

  private static Process run(Path file) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Greeter.class.getName(),
            file.toString())
        .redirectErrorStream(true)
        .redirectOutput(Redirect.DISCARD)
        .start();
  }
}
