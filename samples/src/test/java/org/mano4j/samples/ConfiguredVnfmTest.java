package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.config.Config;
import org.mano4j.samples.CustomVnfmTest.GreetingVnfm;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.EmbeddedBroker;
import org.mano4j.vnfm.VnfmConfig;
import org.mano4j.vnfm.VnfmRuntime;

/** The same VNFM, set up from a file for a broker; needs the libraries of EmbeddedBroker. */
class ConfiguredVnfmTest {

  // snippet:real
  static VnfmRuntime configured(Path file) {
    return VnfmConfig.builder(new GreetingVnfm(), Config.read(file)).build();
  }

  // end

  @Test
  void itIsConfiguredForARealBroker(@TempDir Path folder) throws IOException {
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
      try (var manager = configured(file)) {
        manager.start();

        assertThat(nfvo.registered()).containsExactly("greeter");
      }
    }
  }
}
