package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.config.Config;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.messaging.nfvo.RegistrationOptions;

class AmqpConfigTest {

  @TempDir Path folder;

  private static AmqpConfig read(Config config) {
    AmqpConfig amqp = AmqpConfig.read(config.table("amqp"));
    config.check();
    return amqp;
  }

  private static AmqpConfig read(String toml) {
    return read(Config.parse(toml, "f.toml", Map.of()));
  }

  @Test
  void hasTheDefaultsOfTheConnectorWhereNothingIsSaid() {
    AmqpConfig amqp = read("");

    assertThat(amqp.options()).isEqualTo(AmqpOptions.defaults());
    assertThat(amqp.user()).isEqualTo(NfvoAddresses.DEFAULT_REGISTRATION_USER);
    assertThat(amqp.exchange()).isEqualTo("openbaton-exchange");
    assertThat(amqp.queueExpiry()).isEqualTo(Duration.ofSeconds(60));
    assertThat(amqp.autoDelete()).isFalse();
    assertThat(amqp.nfvo()).isEqualTo(NfvoVersion.SINCE_5);
    assertThat(amqp.registration()).isEqualTo(RegistrationOptions.defaults());
  }

  @Test
  void readsEveryKey() throws IOException {
    for (String name : new String[] {"ca", "cert", "key"}) {
      Files.writeString(folder.resolve(name + ".pem"), "x");
    }
    Path file =
        Files.writeString(
            folder.resolve("f.toml"),
            """
            [amqp]
            host = "mq"
            port = 5673
            username = "me"
            password = "geheim"
            vhost = "nfv"
            heartbeat = "5 s"
            connect-timeout = "3 s"
            connect-attempts = 4
            confirm-timeout = "6 s"
            nfvo = "before-5"
            [amqp.exchange]
            name = "other"
            durable = true
            [amqp.queues]
            expires = "2 min"
            [amqp.registration]
            attempts = 7
            pause = "1 s"
            timeout = "8 s"
            [amqp.tls]
            ca = "ca.pem"
            cert = "cert.pem"
            key = "key.pem"
            verify-host = false
            """);

    AmqpConfig amqp = read(Config.read(file, Map.of()));

    AmqpOptions expected =
        AmqpOptions.defaults()
            .withHost("mq")
            .withPort(5673)
            .withVirtualHost("nfv")
            .withHeartbeat(Duration.ofSeconds(5))
            .withConnectTimeout(Duration.ofSeconds(3))
            .withConnectAttempts(4)
            .withConfirmTimeout(Duration.ofSeconds(6))
            .withTls(
                new TlsOptions(
                    folder.resolve("ca.pem"),
                    folder.resolve("cert.pem"),
                    folder.resolve("key.pem"),
                    false));
    assertThat(amqp)
        .isEqualTo(
            new AmqpConfig(
                expected,
                new BusCredentials("me", "geheim"),
                "other",
                Duration.ofMinutes(2),
                false,
                new RegistrationOptions(7, Duration.ofSeconds(1), Duration.ofSeconds(8)),
                NfvoVersion.BEFORE_5));
    assertThat(amqp.toString()).doesNotContain("geheim");
  }

  @Test
  void readsABareHeartbeatAsSeconds() {
    assertThat(read("[amqp]\nheartbeat = 60").options().heartbeat())
        .isEqualTo(Duration.ofSeconds(60));
    assertThat(
            read(Config.ofEnvironment(Map.of("MANO4J_AMQP_HEARTBEAT", "7"))).options().heartbeat())
        .isEqualTo(Duration.ofSeconds(7));
    assertThatThrownBy(() -> read("[amqp]\nheartbeat = 70000"))
        .hasMessageContaining("f.toml:2: amqp.heartbeat must be from 1 s to");
    assertThatThrownBy(() -> read("[amqp]\nheartbeat = \"x\""))
        .hasMessageContaining("amqp.heartbeat must be seconds, or a whole number with a unit");
  }

  @Test
  void takesKeysOfOtherLibrariesThatHaveNoEffectAndSaysSo() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      read("[amqp]\njobqueue-size = 20\n[amqp.queues]\nexclusive = true");
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("amqp.jobqueue-size has no effect")
        .contains("amqp.queues.exclusive has no effect");
    assertThat(read("[amqp.queues]\nexclusive = false").options())
        .isEqualTo(AmqpOptions.defaults());
  }

  @Test
  void refusesAnEmptyVirtualHost() {
    assertThatThrownBy(() -> read("[amqp]\nvhost = \"\""))
        .hasMessageContaining("f.toml:2: amqp.vhost is empty; leave it out for \"/\"");
  }

  @Test
  void encryptsWhenTheTableIsThereOrAVariableSaysSo() {
    assertThat(read("[amqp.tls]").options().tls()).isEqualTo(TlsOptions.defaults());
    assertThat(
            read(Config.ofEnvironment(Map.of("MANO4J_AMQP_TLS_ENABLED", "true"))).options().tls())
        .isEqualTo(TlsOptions.defaults());
    assertThat(read("[amqp.tls]\nenabled = false").options().tls()).isNull();
  }

  @Test
  void restoresQueuesThatVanishWithTheirConsumer() {
    assertThat(read("[amqp.queues]\nautodelete = true").autoDelete()).isTrue();
  }

  @Test
  void wantsCertificateAndKeyTogether() throws IOException {
    Path pem = Files.writeString(folder.resolve("x.pem"), "x");

    assertThatThrownBy(() -> read("[amqp.tls]\ncert = '" + pem + "'"))
        .hasMessageContaining("f.toml:2: amqp.tls.cert needs 'key', too");
    assertThatThrownBy(() -> read("[amqp.tls]\nkey = '" + pem + "'"))
        .hasMessageContaining("f.toml:2: amqp.tls.key needs 'cert', too");
  }
}
