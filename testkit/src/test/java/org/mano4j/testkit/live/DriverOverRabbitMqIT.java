package org.mano4j.testkit.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Pauses;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoVersion;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.PluginMetrics;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverCaller;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.nfv.PopVimDriver;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.testkit.broker.RabbitMq;
import org.mano4j.testkit.broker.TcpProxy;

/** A VIM driver and its mgmt door on a RabbitMQ, with the rights that an NFVO 6.0 gives them. */
class DriverOverRabbitMqIT {

  private static final String IMAGE = "mano4j/web:latest";
  private static final String VIM_ID = "5a6b";

  /** Broker users belong to all virtual hosts, so that their names must differ. */
  private final String name = "it-" + UUID.randomUUID().toString().substring(0, 8);

  private final String pluginId = "vim-drivers.pop." + name;
  private final List<String> users = new ArrayList<>();
  private RabbitMq.VirtualHost host;
  private MessageBus bus;
  private PopServer pop;

  @BeforeEach
  void take() {
    host = RabbitMq.require().virtualHost();
    bus = host.connector().open(host.credentials(), "nfvo");
    bus.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        1,
        delivery -> handle(ManagerRequest.parse(delivery.message().body())));
    pop =
        PopServer.builder(
                InMemoryPopBackend.builder()
                    .image(IMAGE)
                    .network("private", "172.16.0.0/16")
                    .build())
            .user("admin", "secret")
            .bcryptCost(4)
            .build();
    pop.start();
  }

  @AfterEach
  void giveBack() {
    if (host != null) {
      pop.close();
      bus.close();
      users.forEach(user -> host.call("DELETE", "users/" + user, ""));
      host.close();
    }
  }

  private CompletionStage<Optional<Message>> handle(ManagerRequest request) {
    if (!request.registers()) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
    BusCredentials user = privateUser(String.valueOf(request.type()));
    return CompletableFuture.completedFuture(
        Optional.of(
            Message.text(
                CatalogueJson.write(
                    ManagerCredentialsBuilder.builder()
                        .rabbitUsername(user.username())
                        .rabbitPassword(user.password())
                        .build()))));
  }

  /** A user with the expressions of an NFVO 6.0, which are not anchored. */
  private BusCredentials privateUser(String type) {
    String own = "^amq\\\\.gen.*|amq\\\\.default$|(" + type + ")|(nfvo." + type + ".actions)";
    String nfvo = "|(vnfm.nfvo.actions)|(vnfm.nfvo.actions.reply)|(openbaton-exchange)";
    users.add(type);
    host.call("PUT", "users/" + type, "{\"password\":\"p\",\"tags\":\"\"}");
    host.call(
        "PUT",
        "permissions/" + host.name() + "/" + type,
        "{\"configure\":\""
            + own
            + "\",\"write\":\""
            + own
            + nfvo
            + "\",\"read\":\""
            + own
            + "|(openbaton-exchange)\"}");
    return new BusCredentials(type, "p");
  }

  private VimDriverPlugin.Builder plugin(VimDriver driver) {
    return VimDriverPlugin.builder(driver)
        .type("pop")
        .name(name)
        .connector(host.connector())
        .registrationUser(host.credentials());
  }

  private GenericVimInstance vim() {
    return GenericVimInstanceBuilder.builder()
        .id(VIM_ID)
        .name("site")
        .type("pop")
        .authUrl("http://" + pop.endpoint())
        .metadata(Map.of("username", "admin", "password", "secret"))
        .build();
  }

  private static LaunchRequest launch(String server) {
    return LaunchRequestBuilder.builder().name(server).image(IMAGE).build();
  }

  private VimDriverCaller caller() {
    return new VimDriverCaller(bus, pluginId, Duration.ofSeconds(20));
  }

  /** What the door answers to a VNFM, which has a private user of its own. */
  private JsonNode knock(String request) {
    String vnfm = "vnfm-" + name;
    try (MessageBus door =
        host.connector()
            .open(users.contains(vnfm) ? new BusCredentials(vnfm, "p") : privateUser(vnfm), "v")) {
      Message answer =
          door.request(
                  NfvoAddresses.of("vim-mgmt-" + VIM_ID),
                  Message.text(request),
                  Duration.ofSeconds(20))
              .toCompletableFuture()
              .join();
      return CatalogueJson.read(answer.body(), JsonNode.class);
    }
  }

  @Test
  void servesCallsAndItsDoorWithAPrivateUser() {
    try (VimDriverPlugin plugin = plugin(PopVimDriver.create()).build()) {
      plugin.start();
      caller().refresh(vim());
      Server server = caller().launchInstanceAndWait(vim(), launch("web-1"));

      assertThat(knock("{\"Func\":\"check\",\"Params\":\"web-1\"}").at("/Value/extId").asText())
          .isEqualTo(server.extId());
      assertThat(
              knock(
                  "{\"Func\":\"add_metadata\",\"Params\":{\"ID\":\"web-1\",\"Entries\":{\"K\":\"V\"}}}"))
          .isEmpty();
      assertThat(knock("{\"Func\":\"start\",\"Params\":\"web-1\"}")).isEmpty();
      assertThat(knock("{\"Func\":\"start\",\"Params\":\"web-1\"}").path("Code").asText())
          .isEqualTo("ALREADY_STARTED");
      assertThat(host.call("GET", "queues/" + host.name(), ""))
          .contains("\"vim-mgmt-" + VIM_ID + "." + pluginId + "\"");
      caller().deleteServerByIdAndWait(vim(), server.extId());
      assertThat(caller().listServer(vim())).isEmpty();
    }
    assertThat(bus.inspect(pluginId)).isEmpty();
  }

  @Test
  void servesItsDoorUnderThePlainNameWithAUserThatMay() {
    PopVimDriver driver =
        PopVimDriver.builder().plainMgmtQueues(host.connector(), host.credentials()).build();
    try (VimDriverPlugin plugin = plugin(driver).build()) {
      plugin.start();
      caller().launchInstanceAndWait(vim(), launch("web-1"));

      // connectors of the thesis' time look for that queue before they call
      assertThat(bus.inspect("vim-mgmt-" + VIM_ID)).isPresent();
      assertThat(knock("{\"Func\":\"check\",\"Params\":\"web-1\"}").at("/Value/name").asText())
          .isEqualTo("web-1");
    }
    await().until(() -> bus.inspect("vim-mgmt-" + VIM_ID).isEmpty());
  }

  @Test
  void saysWhyThePrivateUserCannotServeThePlainName() {
    BusCredentials weak = privateUser("weak-" + name);
    PopVimDriver driver = PopVimDriver.builder().plainMgmtQueues(host.connector(), weak).build();
    try (VimDriverPlugin plugin = plugin(driver).build()) {
      plugin.start();

      assertThatThrownBy(() -> caller().refresh(vim()))
          .isInstanceOf(VimDriverException.class)
          .hasMessageContaining("cannot serve VIM 'site' on queue key 'vim-mgmt-" + VIM_ID + "'");
    }
  }

  @Test
  void thousandsOfHostileMessagesDoNotKeepTheNextCallFromBeingServed() {
    AtomicInteger refused = new AtomicInteger();
    PluginMetrics metrics =
        new PluginMetrics() {
          @Override
          public void refused(Refusal reason) {
            refused.incrementAndGet();
          }
        };
    try (VimDriverPlugin plugin = plugin(PopVimDriver.create()).metrics(metrics).build()) {
      plugin.start();
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        sent.add(
            bus.publish(NfvoAddresses.of(pluginId), Message.text("no call " + i))
                .toCompletableFuture());
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).join();

      assertThat(caller().listServer(vim())).isEmpty();
      await().untilAsserted(() -> assertThat(refused).hasValue(10_000));
    }
  }

  @Test
  void itAndItsDoorAreBackAfterACutConnection() {
    try (TcpProxy proxy = TcpProxy.to(host.options().host(), host.options().effectivePort());
        VimDriverPlugin plugin = plugin(PopVimDriver.create()).connector(through(proxy)).build()) {
      plugin.start();
      caller().launchInstanceAndWait(vim(), launch("web-1"));

      int connections = proxy.connections();
      proxy.cut();
      await().until(() -> proxy.connections() > connections);

      VimDriverCaller hasty = new VimDriverCaller(bus, pluginId, Duration.ofSeconds(1));
      await().ignoreExceptions().until(() -> hasty.listServer(vim()).size() == 1);
      await()
          .ignoreExceptions()
          .until(() -> knock("{\"Func\":\"check\",\"Params\":\"web-1\"}").has("Value"));
    }
  }

  @Test
  void aCallInFlightIsLostWithTheOnlyConnectionAndNotDoneTwice() throws Exception {
    AtomicInteger begun = new AtomicInteger();
    CountDownLatch go = new CountDownLatch(1);
    VimDriver slow =
        new VimDriver() {
          @Override
          public String getType(VimInstance vim) {
            begun.incrementAndGet();
            try {
              go.await();
            } catch (InterruptedException e) {
              throw new VimDriverException("interrupted", e);
            }
            return "slow";
          }
        };
    try (TcpProxy proxy = TcpProxy.to(host.options().host(), host.options().effectivePort());
        VimDriverPlugin plugin = plugin(slow).connector(through(proxy)).build()) {
      plugin.start();
      CompletableFuture<String> call =
          CompletableFuture.supplyAsync(
              () -> new VimDriverCaller(bus, pluginId, Duration.ofSeconds(3)).getType(vim()));
      await().until(() -> begun.get() == 1);

      proxy.cut();

      assertThatThrownBy(call::join).hasCauseInstanceOf(VimDriverException.Unavailable.class);
      go.countDown();
      await().until(() -> bus.inspect(pluginId).filter(q -> q.consumers() == 1).isPresent());
      assertThat(caller().getType(vim())).isEqualTo("slow");
      assertThat(begun).hasValue(2);
    }
  }

  private AmqpBusConnector through(TcpProxy proxy) {
    return new AmqpBusConnector(
        host.options()
            .withHost("localhost")
            .withPort(proxy.port())
            .withPauses(new Pauses(Duration.ofMillis(50), Duration.ofMillis(500))));
  }

  @Test
  void servesAnNfvoOfBefore5() {
    try (VimDriverPlugin plugin =
        plugin(PopVimDriver.create()).nfvo(NfvoVersion.BEFORE_5).build()) {
      plugin.start();
      String vim =
          "{\"version\":1,\"id\":\"v\",\"name\":\"site\",\"type\":\"pop\",\"authUrl\":\""
              + pop.endpoint()
              + "\",\"username\":\"admin\",\"password\":\"secret\",\"securityGroups\":[]}";

      JsonNode images = ask("listImages", vim);
      JsonNode networks = ask("listNetworks", vim);

      assertThat(images.at("/answer/0/name").asText()).isEqualTo(IMAGE);
      assertThat(networks.at("/answer/0/subnets/0/cidr").asText()).isEqualTo("172.16.0.0/16");
    }
  }

  private JsonNode ask(String function, String vim) {
    String call = "{\"methodName\":\"" + function + "\",\"parameters\":[" + vim + "]}";
    Message answer =
        bus.request(
                new Address("plugin-exchange", pluginId),
                Message.text(call.getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(20))
            .toCompletableFuture()
            .join();
    return CatalogueJson.read(answer.body(), JsonNode.class);
  }
}
