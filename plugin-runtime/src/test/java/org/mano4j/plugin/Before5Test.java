package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.DeploymentFlavourBuilder;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoVersion;

/** A scripted NFVO 3.2: it knows the driver by its queue, and reads answers off its exchange. */
class Before5Test {

  private static final String ID = "vim-drivers.test.test";
  private static final String EXCHANGE = "plugin-exchange";
  private static final String REPLIES = "nfvo-replies";
  private static final String VIM =
      """
      {"id":"v-1","version":3,"name":"pop1","authUrl":"localhost:60000","tenant":"t",
       "username":"admin","password":"secret","keyPair":"","securityGroups":[],"flavours":[],
       "type":"test","images":[{"version":0,"extId":"i-1","name":"ubuntu","minRam":0}],
       "networks":[{"version":0,"name":"private","extId":"n-1","shared":true,"subnets":[]}],
       "projectId":"p","active":false}""";

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final BusCredentials admin = new BusCredentials("admin", "openbaton");
  private final MessageBus bus = broker.open(admin, "nfvo");
  private final List<String> users = new CopyOnWriteArrayList<>();
  private final BusConnector connector =
      (user, name) -> {
        users.add(user.username());
        return broker.open(user, name);
      };
  private final ScriptedDriver driver = new ScriptedDriver(Before5Test::sample);
  private final VimDriverPlugin plugin =
      VimDriverPlugin.builder(driver)
          .type("test")
          .name("test")
          .connector(connector)
          .nfvo(NfvoVersion.BEFORE_5)
          .registrationUser(admin)
          .build();
  private volatile CompletableFuture<Message> reply = new CompletableFuture<>();

  private static Object sample(ScriptedDriver.Kind kind) {
    if (kind.type() == VimImage.class) {
      return kind.many() ? List.of(Samples.image("ubuntu")) : Samples.image("ubuntu");
    }
    if (kind.type() == VimNetwork.class) {
      Network network = NetworkBuilder.builder().name("private").extId("n-1").build();
      return kind.many() ? List.of(network) : network;
    }
    return kind.many()
        ? List.of(DeploymentFlavourBuilder.builder().flavourKey("m1.small").build())
        : Samples.server("s-1");
  }

  @BeforeEach
  void start() {
    bus.declareExchange(EXCHANGE, false);
    bus.consume(
        new QueueSpec(
            REPLIES, false, true, false, Map.of(), List.of(new Address(EXCHANGE, REPLIES))),
        1,
        delivery -> {
          reply.complete(delivery.message());
          return CompletableFuture.completedFuture(Optional.empty());
        });
    plugin.start();
  }

  @AfterEach
  void close() {
    plugin.close();
    broker.close();
  }

  private JsonNode call(String function, String... parameters) throws Exception {
    reply = new CompletableFuture<>();
    String body =
        "{\"methodName\":\""
            + function
            + "\",\"parameters\":["
            + String.join(",", parameters)
            + "]}";
    Message message = new Message(body.getBytes(), null, "c-7", REPLIES, Map.of());
    bus.publish(new Address(EXCHANGE, ID), message).toCompletableFuture().get();
    Message answer = reply.get(20, TimeUnit.SECONDS);
    assertThat(answer.correlationId()).isEqualTo("c-7");
    return CatalogueJson.read(answer.body(), JsonNode.class);
  }

  @Test
  void isServedWithoutRegistration() throws Exception {
    assertThat(users).containsExactly("admin");
    assertThat(call("listFlavors", VIM).at("/answer/0/flavour_key").asText()).isEqualTo("m1.small");
  }

  @Test
  void hasOneClassOfVimInstanceForAllTypes() throws Exception {
    call("listServer", VIM);

    OpenstackVimInstance vim = (OpenstackVimInstance) driver.onlyCall().parameters().get(0);
    assertThat(vim.type()).isEqualTo("test");
    assertThat(vim.username()).isEqualTo("admin");
    assertThat(vim.images().get(0).name()).isEqualTo("ubuntu");
    assertThat(vim.active()).isFalse();
  }

  @Test
  void getsImagesByNameAndNetworksWithSubnets() throws Exception {
    assertThat(call("listImages", VIM).at("/answer/0/name").asText()).isEqualTo("ubuntu");
    assertThat(call("listNetworks", VIM).at("/answer/0/subnets").isArray()).isTrue();
  }

  @Test
  void passesOneClassOfNetworksAndImages() throws Exception {
    call("createNetwork", VIM, "{\"version\":0,\"name\":\"private\"}");
    call("updateImage", VIM, "{\"version\":0,\"name\":\"ubuntu\"}");

    assertThat(driver.calls.get(0).parameters().get(1)).isInstanceOf(Network.class);
    assertThat(driver.calls.get(1).parameters().get(1)).isInstanceOf(NFVImage.class);
  }

  @Test
  void launchesAsALaterOneDoes() throws Exception {
    JsonNode answer =
        call(
            "launchInstanceAndWait",
            VIM,
            "\"web-1\"",
            "\"i-1\"",
            "\"f-1\"",
            "\"\"",
            "[{\"virtual_link_reference\":\"private\"}]",
            "[]",
            "\"\"",
            "{}");

    assertThat(answer.at("/answer/extId").asText()).isEqualTo("s-1");
    LaunchRequest request = (LaunchRequest) driver.onlyCall().parameters().get(1);
    assertThat(request.flavour()).isEqualTo("f-1");
  }

  @Test
  void takesItsQueueAwayWhenItLeaves() {
    assertThat(bus.inspect(ID)).isPresent();

    plugin.drain(Duration.ofSeconds(1));
    plugin.close();

    assertThat(bus.inspect(ID)).isEmpty();
  }
}
