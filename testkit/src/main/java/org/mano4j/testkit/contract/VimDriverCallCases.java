package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** The functions that an NFVO calls, done as they should be. */
abstract class VimDriverCallCases extends VimDriverCases {

  @ContractCase(
      id = "VD-10",
      says = "refresh answers the VIM with its id and type, and lists of images and networks")
  void refreshes() {
    JsonNode vim = answer(call("refresh")).path("answer");

    assertThat(vim.path("id").asText()).isEqualTo(bench.vim().id());
    assertThat(vim.path("name").asText()).isEqualTo(bench.vim().name());
    assertThat(vim.path("type").asText()).isEqualTo(bench.vim().type());
    assertThat(vim.path("images").isArray()).isTrue();
    assertThat(vim.path("networks").isArray()).isTrue();
  }

  @ContractCase(
      id = "VD-11",
      says = "refresh lists the image under the name that descriptors use, and the network")
  void listsTheImage() {
    JsonNode vim = answer(call("refresh")).path("answer");

    assertThat(vim.path("images").findValuesAsText("extId")).contains(bench.image());
    assertThat(vim.path("networks").findValuesAsText("name")).contains(bench.network());
  }

  @ContractCase(id = "VD-12", says = "listImages, listNetworks and listFlavors answer lists")
  void lists() {
    for (String function : List.of("listImages", "listNetworks", "listFlavors")) {
      assertThat(answer(call(function)).path("answer").isArray()).as(function).isTrue();
    }
  }

  private ObjectNode launchWithUserData(String script) {
    return call(
        "launchInstanceAndWait",
        "web-1",
        bench.image(),
        "",
        "",
        launch("web-1").networks(),
        List.of(),
        script);
  }

  private static ObjectNode withMore(ObjectNode call, Object... parameters) {
    for (Object parameter : parameters) {
      call.withArray("parameters").add(CatalogueJson.toTree(parameter));
    }
    return call;
  }

  @ContractCase(
      id = "VD-13",
      says = "launchInstanceAndWait answers a server with an id, and objects for its addresses")
  void launches() {
    JsonNode server = answer(withMore(launchWithUserData(""), Map.of(), List.of())).path("answer");

    assertThat(server.path("extId").asText()).isNotEmpty();
    assertThat(server.path("ips").isObject()).isTrue();
    assertThat(server.path("floatingIps").isObject()).isTrue();
    assertThat(server.path("ips")).allSatisfy(addresses -> assertThat(addresses).isNotEmpty());
  }

  @ContractCase(
      id = "VD-14",
      says = "A server has its address under the name of the link",
      needs = VimDriverContract.ADDRESSES)
  void tellsAddresses() {
    Server server = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    assertThat(server.ips()).containsKey(bench.network());
    assertThat(server.ips().get(bench.network())).first().asString().contains(".");
  }

  @ContractCase(
      id = "VD-15",
      says = "launchInstanceAndWait without floating addresses and keys launches as well")
  void launchesWithFewerParameters() {
    JsonNode answer = answer(launchWithUserData(""));

    assertThat(answer.at("/answer/extId").asText()).isNotEmpty();
  }

  @ContractCase(
      id = "VD-16",
      says = "listServer names a launched server by the host name that the NFVO chose")
  void listsServers() {
    Server launched = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    assertThat(caller.listServer(bench.vim()))
        .anySatisfy(
            server -> {
              assertThat(server.extId()).isEqualTo(launched.extId());
              assertThat(server.hostName()).isEqualTo("web-1");
            });
  }

  @ContractCase(
      id = "VD-17",
      says = "Launching the same name again gives the same server, not a second one",
      needs = VimDriverContract.REPEATABLE)
  void launchesOnce() {
    Server first = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));
    Server second = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    assertThat(second.extId()).isEqualTo(first.extId());
    assertThat(caller.listServer(bench.vim())).hasSize(1);
  }

  @ContractCase(id = "VD-18", says = "deleteServerByIdAndWait deletes, and may be repeated")
  void deletes() {
    Server launched = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    caller.deleteServerByIdAndWait(bench.vim(), launched.extId());
    caller.deleteServerByIdAndWait(bench.vim(), launched.extId());

    assertThat(caller.listServer(bench.vim())).isEmpty();
  }

  @ContractCase(
      id = "VD-19",
      says = "createNetwork of a network that the VIM has answers that one with its id",
      needs = VimDriverContract.NETWORKS)
  void givesANetwork() {
    JsonNode network =
        answer(call("createNetwork", BaseNetworkBuilder.builder().name(bench.network()).build()))
            .path("answer");

    assertThat(network.path("name").asText()).isEqualTo(bench.network());
    assertThat(network.path("extId").asText()).isNotEmpty();
  }

  @ContractCase(
      id = "VD-20",
      says = "rebuildServer answers the same server",
      needs = VimDriverContract.REBUILD)
  void rebuilds() {
    Server launched = caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    Server rebuilt = caller.rebuildServer(bench.vim(), launched.extId(), bench.image());

    assertThat(rebuilt.extId()).isEqualTo(launched.extId());
  }

  @ContractCase(id = "VD-21", says = "getQuota answers", needs = VimDriverContract.QUOTA)
  void tellsTheQuota() {
    assertThat(caller.getQuota(bench.vim())).isNotNull();
  }

  @ContractCase(id = "VD-22", says = "No answer has a null written out")
  void writesNoNull() {
    caller.launchInstanceAndWait(bench.vim(), launch("web-1"));

    for (String function : List.of("refresh", "listServer", "listImages", "listNetworks")) {
      assertThat(answer(call(function)).toString()).as(function).doesNotContain(":null", "[null");
    }
  }

  @ContractCase(id = "VD-23", says = "Answers carry the correlation id of their calls")
  void copiesTheCorrelationId() {
    String queue = "vd-reply-" + UUID.randomUUID();
    CompletableFuture<Message> answer = new CompletableFuture<>();
    nfvo.consume(
        new QueueSpec(queue, false, true, false, Map.of(), List.of()),
        1,
        delivery -> {
          answer.complete(delivery.message());
          return CompletableFuture.completedFuture(Optional.empty());
        });

    byte[] body = call("refresh").toString().getBytes(StandardCharsets.UTF_8);
    ChannelCases.join(
        nfvo.publish(
            NfvoAddresses.of(plugin.pluginId()),
            new Message(body, null, "any-id", queue, Map.of())));

    assertThat(ChannelCases.join(answer).correlationId()).isEqualTo("any-id");
  }

  @ContractCase(id = "VD-24", says = "User data of 1 MiB is taken")
  void takesMuchUserData() {
    String script = "#".repeat(1 << 20);
    JsonNode answer = answer(launchWithUserData(script));

    assertThat(answer.at("/answer/extId").asText()).isNotEmpty();
  }
}
