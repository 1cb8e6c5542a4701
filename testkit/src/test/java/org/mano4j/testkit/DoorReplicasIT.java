package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.nfv.ServedVim;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/** Processes of one VIM driver on a RabbitMQ, with the private user that they share. */
class DoorReplicasIT {

  private static final String IMAGE = "mano4j/web:latest";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PopServer pop =
      PopServer.builder(
              InMemoryPopBackend.builder().image(IMAGE).network("private", "10.0.0.0/16").build())
          .user("admin", "secret")
          .bcryptCost(4)
          .build();
  private final List<Replica> replicas = new ArrayList<>();
  private final LiveLab lab = LiveLab.managed();
  private MessageBus vnfm;

  @BeforeEach
  void start() {
    pop.start();
    vnfm = lab.close(lab.bus.open(lab.vhost.credentials(), "vnfm"));
  }

  @AfterEach
  void close() {
    replicas.forEach(replica -> replica.plugin().close());
    lab.close();
    pop.close();
  }

  private record Replica(PopVimDriver driver, VimDriverPlugin plugin, AtomicBoolean dead) {

    List<String> vims() {
      return driver.vims().stream().map(ServedVim::id).toList();
    }

    /** Nothing is drained, nothing given back, and it does not come back. */
    void kill() {
      dead.set(true);
      plugin.bus().close();
    }
  }

  private Replica replica() {
    AtomicBoolean dead = new AtomicBoolean();
    BusConnector mortal =
        (user, name) -> {
          if (dead.get()) {
            throw new BusException.Closed("this process is dead");
          }
          return lab.bus.open(user, name);
        };
    PopVimDriver driver =
        PopVimDriver.builder()
            .credentials(
                endpoint ->
                    endpoint.equals(pop.endpoint())
                        ? Optional.of(new PopCredentials("admin", "secret"))
                        : Optional.empty())
            .build();
    String[] id = lab.pluginId.split("\\.");
    Replica replica =
        new Replica(
            driver,
            VimDriverPlugin.builder(driver)
                .type(id[1])
                .name(id[2])
                .connector(mortal)
                .registrationUser(lab.registrationUser)
                .build(),
            dead);
    replicas.add(replica);
    replica.plugin().start();
    return replica;
  }

  private VimInstance vim(String name) {
    return lab.nfvo.addVim(
        GenericVimInstanceBuilder.builder()
            .name(name)
            .type("test")
            .authUrl("http://" + pop.endpoint())
            .build());
  }

  /** What the door of a VIM answers, as a VNF manager sees it. */
  private String ask(VimInstance vim, String function, String parameters) {
    String request = "{\"Func\":\"" + function + "\",\"Params\":" + parameters + "}";
    Message answer =
        vnfm.request(NfvoAddresses.of("vim-mgmt-" + vim.id()), Message.text(request), PATIENCE)
            .toCompletableFuture()
            .join();
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  private static void launch(Replica replica, VimInstance vim, String name) {
    replica
        .driver()
        .launchInstanceAndWait(vim, LaunchRequestBuilder.builder().name(name).image(IMAGE).build());
  }

  private List<String> ownQueues() {
    return lab.management.queues(lab.vhost.name()).stream()
        .filter(queue -> queue.contains(lab.pluginId))
        .toList();
  }

  @Test
  void eachServesWhatOneWasCalledForAlsoWhenThatOneIsKilledWithRequestsInWork() throws Exception {
    Replica first = replica();
    Replica second = replica();
    VimInstance vim = vim("site-1");
    first.driver().refresh(vim);
    await().atMost(PATIENCE).until(() -> second.vims().equals(List.of(vim.id())));
    int servers = 30;
    for (int i = 0; i < servers; i++) {
      launch(first, vim, "web-" + i);
    }

    ExecutorService callers = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> calls = new ArrayList<>();
      for (int i = 0; i < servers; i++) {
        String name = "web-" + i;
        calls.add(
            callers.submit(
                () ->
                    ask(
                        vim,
                        "add_metadata",
                        "{\"ID\":\"" + name + "\",\"Entries\":{\"K\":\"V\"}}")));
      }
      calls.get(0).get(60, TimeUnit.SECONDS);
      first.kill();
      for (Future<String> call : calls) {
        assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("{}");
      }
    } finally {
      callers.shutdownNow();
    }

    Replica third = replica();
    await().atMost(PATIENCE).until(() -> third.vims().equals(List.of(vim.id())));
    second.kill();
    assertThat(ask(vim, "check", "\"web-1\"")).startsWith("{\"Value\":{").contains("web-1");
  }

  @Test
  void oneThatWasCutOffLearnsWhatItHasMissed() {
    Replica first = replica();
    Replica second = replica();
    lab.management.connections(lab.vhost.name()).stream()
        .filter(connection -> connection.username().equals(lab.pluginId))
        .forEach(connection -> lab.management.closeConnection(connection, "a test"));

    VimInstance vim = vim("site-1");

    first.driver().refresh(vim);
    await().atMost(PATIENCE).until(() -> second.vims().equals(List.of(vim.id())));
  }

  @Test
  void noQueueOfTheirsIsTakenForADriverAndNoneIsLeft() {
    Replica first = replica();
    replica();
    VimInstance vim = vim("site-1");
    first.driver().refresh(vim);

    assertThat(ownQueues())
        .hasSize(4)
        .filteredOn(queue -> queue.startsWith("vim-driver"))
        .containsExactly(lab.pluginId);
    replicas.forEach(replica -> replica.plugin().close());

    await().atMost(PATIENCE).untilAsserted(() -> assertThat(ownQueues()).isEmpty());
  }
}
