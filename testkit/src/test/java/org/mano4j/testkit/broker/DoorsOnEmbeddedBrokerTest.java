package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.broker.Buses.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** What processes of a driver tell each other, over AMQP inside the JVM. */
class DoorsOnEmbeddedBrokerTest {

  private static final String PLUGIN = "vim-drivers.pop.embedded";

  @Test
  void aDriverThatWasNeverCalledServesTheDoorOfOneThatDied() {
    try (EmbeddedBroker broker = EmbeddedBroker.start();
        PopServer pop =
            PopServer.builder(InMemoryPopBackend.builder().build())
                .user("admin", "secret")
                .bcryptCost(4)
                .build();
        MessageBus vnfm = broker.connector().open(broker.credentials(), "vnfm");
        MessageBus other = broker.connector().open(broker.credentials(), "other")) {
      pop.start();
      MessageBus one = broker.connector().open(broker.credentials(), "one");
      VimInstance vim =
          GenericVimInstanceBuilder.builder()
              .id("1")
              .name("site-1")
              .type("pop")
              .authUrl("http://" + pop.endpoint())
              .build();
      PopVimDriver first = attached(one);
      PopVimDriver second = attached(other);
      first.refresh(vim);
      await().until(() -> second.vims().size() == 1);

      one.close();

      Message answer =
          vnfm.request(
                  NfvoAddresses.of("vim-mgmt-1"),
                  Message.text("{\"Func\":\"check\",\"Params\":\"web-1\"}"),
                  Duration.ofSeconds(20))
              .toCompletableFuture()
              .join();
      assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("NOT_FOUND");
      first.detached();
      second.detached();
    }
  }

  private static PopVimDriver attached(MessageBus bus) {
    PopVimDriver driver =
        PopVimDriver.builder()
            .credentials(endpoint -> Optional.of(new PopCredentials("admin", "secret")))
            .build();
    driver.attached(new PluginContext(bus, PLUGIN));
    return driver;
  }
}
