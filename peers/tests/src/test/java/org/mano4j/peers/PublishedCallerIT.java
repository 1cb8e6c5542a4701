package org.mano4j.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;

/** A driver of this side, called with the published caller as an NFVO does. */
class PublishedCallerIT {

  private static final EveryFunction EVERY = new EveryFunction();
  private static PeerSite site;
  private static List<JsonNode> answers;

  /** Once; before each test, so that each of them counts as skipped where there is no broker. */
  @BeforeEach
  void callEverything() throws Exception {
    if (answers != null) {
      return;
    }
    site = new PeerSite(EVERY.driver());
    List<String> arguments =
        List.of(
            site.plugin.pluginId(),
            site.host.options().host(),
            Integer.toString(site.host.options().port()),
            Integer.toString(site.broker.management().getPort()),
            site.host.name(),
            site.user.username(),
            site.user.password());
    try (PeerProgram caller = PeerProgram.start("PublishedCaller", arguments)) {
      answers =
          caller.output(120).stream()
              .map(line -> CatalogueJson.read(line, JsonNode.class))
              .toList();
    }
  }

  @AfterAll
  static void end() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void everyFunctionIsCalledWithWhatTheCallerGave() {
    assertThat(EVERY.calls())
        .containsExactly(
            "refresh(vim1)",
            "launchInstanceAndWait(vim1, host-10 image-1 'm1.small' 'pair' [network-1] [default]"
                + " '#!/bin/sh' {private=random} [alice])",
            "launchInstanceAndWait(vim1, host-8 image-1 '' '' [network-1] [] '' {} [])",
            "launchInstance(vim1, host image-1 '' '' [network-1] [default] '' {} [])",
            "rebuildServer(vim1, server-1, image-1)",
            "deleteServerByIdAndWait(vim1, server-1)",
            "rebuildServer(vim1, server-that-fails, image-1)",
            "listServer(vim1)",
            "listImages(vim1)",
            "listNetworks(vim1)",
            "listFlavors(vim1)",
            "createNetwork(vim1, network network-1)",
            "updateNetwork(vim1, network network-1)",
            "getNetworkById(vim1, network-1)",
            "createSubnet(vim1, network network-1, subnet subnet-1 172.16.0.0/16)",
            "updateSubnet(vim1, network network-1, subnet subnet-1 172.16.0.0/16)",
            "getSubnetsExtIds(vim1, network-1)",
            "deleteSubnet(vim1, subnet-1)",
            "deleteNetwork(vim1, network-1)",
            "addFlavor(vim1, flavour flavour-1 2048)",
            "updateFlavor(vim1, flavour flavour-1 2048)",
            "deleteFlavor(vim1, flavour-1)",
            "addImage(vim1, image image-1, file hello)",
            "addImage(vim1, image image-1, http://127.0.0.1/ubuntu.img)",
            "addImage(vim1, image image-1, http://127.0.0.1/ubuntu.img, a-token)",
            "updateImage(vim1, image image-1)",
            "copyImage(vim1, image image-1, file hello)",
            "deleteImage(vim1, image image-1)",
            "getQuota(vim1)",
            "getType(vim1)");
  }

  @Test
  void everyAnswerReachesTheCaller() {
    assertThat(answers.stream().map(PublishedCallerIT::brief))
        .containsExactly(
            "refresh: peers",
            "launchInstanceAndWait: server-1",
            "launchInstanceAndWait: server-1",
            "launchInstance: server-1",
            "rebuildServer: server-1",
            "deleteServerByIdAndWait: null",
            "rebuildServer: failed",
            "listServer: [server-1]",
            "listImages: [image-1]",
            "listNetworks: [network-1]",
            "listFlavors: [flavour-1]",
            "createNetwork: network-1",
            "updateNetwork: network-1",
            "getNetworkById: network-1",
            "createSubnet: subnet-1",
            "updateSubnet: subnet-1",
            "getSubnetsExtIds: [subnet-1, subnet-2]",
            "deleteSubnet: true",
            "deleteNetwork: true",
            "addFlavor: flavour-1",
            "updateFlavor: flavour-1",
            "deleteFlavor: true",
            "addImage: image-1",
            "addImage: image-1",
            "addImage: image-1",
            "updateImage: image-1",
            "copyImage: image-1",
            "deleteImage: true",
            "getQuota: admin",
            "getType: peers",
            "nobodyHasThis: failed");
  }

  @Test
  void aRefreshedVimKeepsItsImagesAndNetworks() {
    JsonNode vim = answer("refresh");

    assertThat(vim.at("/images/0/extId").asText()).isEqualTo("image-1");
    assertThat(vim.at("/images/0/created").asText()).isEqualTo("2026-11-21T13:02:03");
    assertThat(vim.at("/networks/0/extId").asText()).isEqualTo("network-1");
  }

  @Test
  void aServerKeepsItsAddressesAndDate() {
    JsonNode server = answer("launchInstanceAndWait");

    assertThat(server.at("/ips/private/0").asText()).isEqualTo("172.16.0.2");
    assertThat(server.at("/floatingIps/private").asText()).isEqualTo("192.0.2.7");
    assertThat(server.path("hostName").asText()).isEqualTo("host");
    assertThat(server.path("created").asText()).isEqualTo("2026-11-21T00:34:33");
  }

  @Test
  void anExceptionKeepsItsTextAndServer() {
    JsonNode failed =
        answers.stream()
            .filter(line -> brief(line).equals("rebuildServer: failed"))
            .findFirst()
            .orElseThrow();

    assertThat(failed.path("failure").asText()).isEqualTo("there is no image for it");
    assertThat(failed.at("/server/extId").asText()).isEqualTo("server-1");
  }

  @Test
  void aFunctionThatDoesNotExistIsNamedInTheException() {
    JsonNode failed = answers.get(answers.size() - 1);

    assertThat(failed.path("failure").asText()).contains("nobodyHasThis");
    assertThat(failed.path("server").isMissingNode() || failed.path("server").isNull()).isTrue();
  }

  private static JsonNode answer(String function) {
    return answers.stream()
        .filter(line -> line.path("call").asText().equals(function))
        .findFirst()
        .orElseThrow()
        .path("answer");
  }

  private static String brief(JsonNode line) {
    String value = line.has("failure") ? "failed" : value(line.path("answer"));
    return line.path("call").asText() + ": " + value;
  }

  private static String value(JsonNode answer) {
    if (answer.isArray()) {
      return StreamSupport.stream(answer.spliterator(), false)
          .map(PublishedCallerIT::value)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    for (String name : List.of("extId", "tenant", "type")) {
      if (answer.has(name)) {
        return answer.path(name).asText();
      }
    }
    return answer.asText();
  }
}
