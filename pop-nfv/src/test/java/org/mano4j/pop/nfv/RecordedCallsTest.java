package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.ManagerCredentialsBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.ManagerRequest;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.plugin.VimDriverPlugin;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

/**
 * Calls that an NFVO 6.0 has made of a driver, made of this one: only the type and the address of
 * the VIM instance are others, and the ids of servers are those of the Pop.
 */
class RecordedCallsTest {

  private static final String IMAGE = "ubuntu-14.04-server-cloudimg-amd64-disk1";
  private static final String NEXT_IMAGE = "ubuntu-16.04";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PopServer server =
      Pops.start(
          InMemoryPopBackend.builder()
              .image(IMAGE)
              .image(NEXT_IMAGE)
              .network("mgmt", "172.16.0.0/16")
              .build());
  private final PopSessions sessions = PopSessions.create();
  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus nfvo = broker.open(new BusCredentials("nfvo", ""), "nfvo");
  private VimDriverPlugin plugin;

  @BeforeEach
  void registerWhoeverAsks() {
    nfvo.consume(
        QueueSpec.named(NfvoAddresses.MANAGER_HANDLING, NfvoAddresses.EXCHANGE),
        10,
        delivery ->
            CompletableFuture.completedFuture(
                ManagerRequest.parse(delivery.message().body()).registers()
                    ? Optional.of(
                        Message.text(
                            CatalogueJson.write(
                                ManagerCredentialsBuilder.builder()
                                    .rabbitUsername("driver")
                                    .rabbitPassword("")
                                    .build())))
                    : Optional.empty()));
  }

  @AfterEach
  void close() {
    if (plugin != null) {
      plugin.close();
    }
    nfvo.close();
    broker.close();
    sessions.close();
    server.close();
  }

  private void start(String type) {
    plugin =
        VimDriverPlugin.builder(PopVimDriver.builder().sessions(sessions).build())
            .type(type.replaceFirst("\\..*", ""))
            .name("recorded")
            .connector(broker)
            .registrationUser(new BusCredentials("openbaton-manager-user", "openbaton"))
            .build();
    plugin.start();
  }

  /** A recorded call of a VIM of this type, on the Pop of this test. */
  private ObjectNode call(String file, String type) {
    ObjectNode call = (ObjectNode) read("/wire/captured/" + file + ".json");
    ObjectNode vim = (ObjectNode) call.at("/parameters/0");
    vim.put("type", type).put("authUrl", "http://" + server.endpoint());
    vim.putObject("metadata").put("username", "admin").put("password", "secret");
    vim.put("username", "admin").put("password", "secret");
    // Only what a real NFVO has seen of this VIM before would be in here.
    vim.remove(List.of("images", "networks"));
    return call;
  }

  private static JsonNode read(String path) {
    try (InputStream in = RecordedCallsTest.class.getResourceAsStream(path)) {
      return CatalogueJson.read(in.readAllBytes(), JsonNode.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode with(ObjectNode call, int parameter, String text) {
    ((ArrayNode) call.path("parameters")).set(parameter, TextNode.valueOf(text));
    return call;
  }

  private JsonNode answer(JsonNode call) {
    Message message = new Message(CatalogueJson.write(call), null, null, null, Map.of());
    byte[] body =
        nfvo.request(NfvoAddresses.of(plugin.pluginId()), message, PATIENCE)
            .toCompletableFuture()
            .join()
            .body();
    JsonNode answer = CatalogueJson.read(body, JsonNode.class);
    assertThat(answer.toString()).doesNotContain(":null");
    return answer;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pop", "docker.recorded", "openstack.recorded"})
  void aServiceIsLaunchedRestartedAndReleased(String type) {
    start(type);
    JsonNode refreshed = answer(call("a-lifecycle/11-nfvo-to-driver-call-refresh", type));
    assertThat(refreshed.at("/answer/id").asText()).isNotEmpty();
    assertThat(refreshed.at("/answer/type").asText()).isEqualTo(type);
    assertThat(refreshed.at("/answer/projectId").asText()).isNotEmpty();
    assertThat(imageOf(refreshed.at("/answer/images"), type)).isNotEmpty();

    JsonNode network = answer(call("a-lifecycle/13-nfvo-to-driver-call-createNetwork", type));
    assertThat(network.at("/answer/name").asText()).isEqualTo("private");
    assertThat(network.at("/answer/extId").asText()).isNotEmpty();

    ObjectNode launch =
        with(
            call("b-package-and-day2/18-nfvo-to-driver-call-launchInstanceAndWait", type),
            2,
            imageOf(refreshed.at("/answer/images"), type));
    JsonNode launched = answer(launch);
    String extId = launched.at("/answer/extId").asText();
    assertThat(extId).isNotEmpty();
    assertThat(launched.at("/answer/ips/private/0").asText()).isNotEmpty();
    assertThat(launched.at("/answer/floatingIps").isObject()).isTrue();
    assertThat(answer(launch)).isEqualTo(launched);

    JsonNode servers = answer(call("c-driver-fails/20-nfvo-to-driver-call-listServer", type));
    assertThat(servers.at("/answer").findValuesAsText("name")).contains("psrv-2063485");

    JsonNode rebuilt =
        answer(
            with(call("b-package-and-day2/47-nfvo-to-driver-call-rebuildServer", type), 1, extId));
    assertThat(rebuilt.at("/answer/extId").asText()).isEqualTo(extId);
    assertThat(rebuilt.at("/answer/image/extId").asText()).isEqualTo(NEXT_IMAGE);

    answer(
        with(
            call("b-package-and-day2/59-nfvo-to-driver-call-deleteServerByIdAndWait", type),
            1,
            extId));
    answer(call("c-driver-fails/26-nfvo-to-driver-call-deleteServerByIdAndWait", type));
    assertThat(server.stats().containers()).isZero();
    assertThat(server.stats().addressesInUse()).isZero();
  }

  /** What an NFVO would pass as the image, by its rules for this class. */
  private static String imageOf(JsonNode images, String type) {
    for (JsonNode image : images) {
      boolean matches =
          switch (type) {
            case "pop" -> image.path("extId").asText().equals(IMAGE);
            case "docker.recorded" -> image.path("tags").path(0).asText().equals(IMAGE);
            default -> image.path("name").asText().equals(IMAGE);
          };
      if (matches) {
        return image.path("extId").asText();
      }
    }
    return "";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docker 03-nfvo-to-driver-call-refresh",
        "openstack 08-nfvo-to-driver-call-refresh"
      })
  void aVimOfItsOwnClassKeepsAllThatItHas(String recorded) {
    String type = recorded.split(" ")[0];
    start(type);
    ObjectNode call = call("e-vim-types/" + recorded.split(" ")[1], type);
    ObjectNode vim = (ObjectNode) call.at("/parameters/0");
    vim.put("unheard-of", "kept");

    ObjectNode answer = (ObjectNode) answer(call).path("answer");

    JsonNode asked = CatalogueJson.toTree(CatalogueJson.read(vim, VimInstance.class));
    for (String name : List.of("images", "networks", "flavours")) {
      ((ObjectNode) asked).remove(name);
    }
    assertThat(asked.path("unheard-of").asText()).isEqualTo("kept");
    asked
        .properties()
        .forEach(
            property ->
                assertThat(answer.path(property.getKey()))
                    .as(property.getKey())
                    .isEqualTo(property.getValue()));
    assertThat(answer.path("images")).isNotEmpty();
    assertThat(answer.path("networks")).isNotEmpty();
    assertThat(answer.has("flavours")).isEqualTo(type.equals("openstack"));
  }

  @Test
  void aVimOfAmazonIsRefusedInWords() {
    start("amazon");

    JsonNode answer = answer(call("e-vim-types/13-nfvo-to-driver-call-refresh", "amazon"));

    assertThat(answer.at("/exception/detailMessage").asText())
        .contains("'vima'", "'amazon'", "cannot stand for a Pop", "docker.<driver>");
  }

  @Test
  void aLaunchThatFailsLeavesNothingForTheListOfServers() {
    start("pop");
    String type = "pop";
    ObjectNode launch =
        with(call("c-driver-fails/18-nfvo-to-driver-call-launchInstanceAndWait", type), 2, "none");

    JsonNode failure = answer(launch);

    assertThat(failure.at("/exception/detailMessage").asText()).contains("vim1", "none");
    assertThat(failure.at("/exception").has("server")).isFalse();
    assertThat(answer(call("c-driver-fails/20-nfvo-to-driver-call-listServer", type)).at("/answer"))
        .isEmpty();
  }
}
