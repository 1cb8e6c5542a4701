package org.mano4j.samples.all;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.samples.daemon.ProgramProcess;
import org.mano4j.testkit.BrokerUsers;
import org.mano4j.testkit.OfflineNfvo;
import org.mano4j.testkit.broker.RabbitMq;

/** The three in one JVM, on a real engine and a real broker. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class AllIT {

  private static final String ENGINE =
      System.getProperty("mano4j.docker", "unix:///var/run/docker.sock");

  private final String name = "all-" + UUID.randomUUID().toString().substring(0, 8);

  @TempDir private Path folder;

  @AfterEach
  void removeTheNetwork() throws IOException, InterruptedException {
    ProcessBuilder docker = new ProcessBuilder("docker", "network", "rm", name);
    docker.environment().put("DOCKER_HOST", ENGINE);
    docker.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    assertThat(docker.start().waitFor(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void theDriverLogsInAtThePopBesideItAndAllEndTogether() throws Exception {
    RabbitMq rabbit = RabbitMq.require();
    try (RabbitMq.VirtualHost vhost = rabbit.virtualHost();
        OfflineNfvo nfvo =
            OfflineNfvo.builder()
                .bus(vhost.connector())
                .user(vhost.credentials())
                .brokerUsers(BrokerUsers.fixed(vhost.credentials()))
                .build()) {
      nfvo.start();
      Path file = Files.writeString(folder.resolve("all.toml"), config(vhost));
      try (ProgramProcess all =
          ProgramProcess.start(
              folder, Map.of("POPD_AUTH", "a:b"), "all", "--config", file.toString())) {
        String ready = all.ready();
        assertThat(ready)
            .matches(
                "at 127\\.0\\.0\\.1:\\d+, as VIM driver 'vim-drivers\\.pop\\.%s', as VNF manager '%s'"
                    .formatted(name, name));
        String pop = ready.substring("at ".length(), ready.indexOf(','));

        VimInstance vim =
            nfvo.addVim(
                GenericVimInstanceBuilder.builder()
                    .name("site")
                    .type("pop")
                    .authUrl("http://" + pop)
                    .build());

        assertThat(((GenericVimInstance) vim).networks()).extracting("name").contains(name);

        all.signal("TERM");
        assertThat(all.end()).as(all::log).isZero();
        assertThat(all.line()).isEqualTo("ended; nothing was left undone");
      }
      await()
          .atMost(30, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(nfvo.registered()).isEmpty());
    }
  }

  private String config(RabbitMq.VirtualHost vhost) {
    AmqpOptions broker = vhost.options();
    return """
        PopName = "%1$s"
        Netaddr = "127.0.0.1:0"
        DockerdHost = "%2$s"
        StateDirectory = "state"
        [Networks]
        Default = "%1$s"
        [plugin]
        name = "%1$s"
        [vnfm]
        type = "%1$s"
        [amqp]
        host = "%3$s"
        port = %4$d
        vhost = "%5$s"
        username = "%6$s"
        password = "%7$s"
        """
        .formatted(
            name,
            ENGINE,
            broker.host(),
            broker.port(),
            vhost.name(),
            vhost.credentials().username(),
            vhost.credentials().password());
  }
}
