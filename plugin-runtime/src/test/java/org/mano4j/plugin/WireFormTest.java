package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.DockerImageBuilder;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimNetwork;

class WireFormTest {

  @Test
  void keepsTheKindOfImages() {
    JsonNode tree =
        WireForm.of(List.of(Samples.image("a"), DockerImageBuilder.builder().extId("b").build()));

    assertThat(tree.get(0).has("diskFormat")).isTrue();
    assertThat(CatalogueJson.read(tree.get(0), VimImage.class)).isInstanceOf(NFVImage.class);
    assertThat(CatalogueJson.read(tree.get(1), VimImage.class)).isInstanceOf(DockerImage.class);
  }

  @Test
  void keepsTheKindOfNetworks() {
    JsonNode tree =
        WireForm.of(
            List.of(
                NetworkBuilder.builder().name("a").build(),
                DockerNetworkBuilder.builder().name("b").build(),
                BaseNetworkBuilder.builder().name("c").build()));

    assertThat(CatalogueJson.read(tree.get(0), VimNetwork.class)).isInstanceOf(Network.class);
    assertThat(CatalogueJson.read(tree.get(1), VimNetwork.class)).isInstanceOf(DockerNetwork.class);
    assertThat(tree.get(2).has("subnet")).isFalse();
    assertThat(tree.get(2).has("subnets")).isFalse();
  }

  @Test
  void writesNoNulls() {
    Object server =
        Samples.server("x")
            .withExtensions(
                Map.of(
                    "nothing",
                    NullNode.getInstance(),
                    "list",
                    JsonNodeFactory.instance.arrayNode().addNull().add(1)));

    assertThat(WireForm.of(server).has("nothing")).isFalse();
    assertThat(WireForm.of(server).at("/list").toString()).isEqualTo("[1]");
  }

  @Test
  void leavesOutADateThatNoReaderTakes() {
    WireDate unreadable = new WireDate("yesterday");
    JsonNode server =
        WireForm.of(
            Samples.server("x")
                .withCreated(unreadable)
                .withUpdated(WireDate.read("Nov 21, 2026 12:34:28 AM"))
                .withImage(Samples.image("i").withUpdated(unreadable)));
    JsonNode vim =
        WireForm.of(
            Samples.vim()
                .withImages(
                    List.of(BaseNfvImageBuilder.builder().extId("i").created(unreadable).build())));

    assertThat(server.has("created")).isFalse();
    assertThat(server.at("/updated").asText()).isEqualTo("2026-11-21T00:34:28Z");
    assertThat(server.at("/image").has("updated")).isFalse();
    assertThat(vim.at("/images/0").has("created")).isFalse();
  }

  @Test
  void leavesOutNullsOfAListAndNetworksWithoutAddresses() {
    JsonNode list = WireForm.of(Arrays.asList("a", null));
    JsonNode server =
        WireForm.of(Samples.server("x").withIps(Map.of("a", List.of("10.0.0.1"), "b", List.of())));

    assertThat(list.toString()).isEqualTo("[\"a\"]");
    assertThat(server.at("/ips").toString()).isEqualTo("{\"a\":[\"10.0.0.1\"]}");
  }
}
