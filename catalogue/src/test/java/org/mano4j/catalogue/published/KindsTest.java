package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireObject;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.openbaton.catalogue.nfvo.Action;

/** Where the JSON decides which class is read, both sides decide alike. */
class KindsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openstack",
        "openstack.x",
        "openstack.x.y",
        "Openstack",
        "OPENSTACK",
        "openStack",
        "openstack.",
        "DOCKER",
        "docker.",
        "docker",
        "docker.docker",
        "docker-pop",
        "amazon",
        "amazon.x",
        "generic",
        "generic.x",
        "test",
        "test.test",
        "pop",
        "pop.openbaton",
        "kubernetes",
        "mgmt",
        "azure.openstack",
        " openstack"
      })
  void vimInstancesAreOfTheSameClassOnBothSides(String type) {
    String json = "{\"type\":\"" + type + "\",\"name\":\"v\"}";

    Object there = PublishedJson.NFVO.fromJson(json, PublishedJson.VIM_INSTANCE);
    VimInstance here = CatalogueJson.read(json, VimInstance.class);

    assertThat(here.getClass().getSimpleName()).isEqualTo(there.getClass().getSimpleName());
  }

  @ParameterizedTest
  @EnumSource
  void messagesToAVnfmAreOfTheSameClassOnBothSides(Action action) {
    Object here = MessageJson.readOrVnfm(message(action));

    assertThat(Counterparts.of(here.getClass()))
        .isEqualTo(PublishedJson.messageType(PublishedJson.VNFM, action));
  }

  @ParameterizedTest
  @EnumSource
  void messagesToAnNfvoAreOfTheSameClassOnBothSides(Action action) {
    Object here = MessageJson.readVnfmOr(message(action));

    assertThat(Counterparts.of(here.getClass()))
        .isEqualTo(PublishedJson.messageType(PublishedJson.NFVO, action));
  }

  private static byte[] message(Action action) {
    return ("{\"action\":\"" + action + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  /** Between NFVO and driver, where keys decide; they count also if their value is null. */
  @TestFactory
  Stream<DynamicTest> networksAndImagesOfTheSameKeysAreOfTheSameClassOnBothSides() {
    Map<String, Class<?>> theirs =
        Map.of("network", PublishedJson.NETWORK, "image", PublishedJson.IMAGE);
    Map<String, Class<? extends WireObject>> ours =
        Map.of("network", VimNetwork.class, "image", VimImage.class);
    return Stream.of("network", "image")
        .flatMap(
            what ->
                Stream.of("subnet", "subnets", "tags", "diskFormat", "name")
                    .flatMap(
                        key ->
                            Stream.of("null", key.endsWith("s") ? "[]" : "\"\"")
                                .map(value -> "{\"" + key + "\":" + value + "}"))
                    .map(
                        json ->
                            DynamicTest.dynamicTest(
                                what + " " + json,
                                () -> {
                                  Object there =
                                      PublishedJson.PLUGIN.fromJson(json, theirs.get(what));
                                  Object here = CatalogueJson.read(json, ours.get(what));
                                  assertThat(Counterparts.of(here.getClass()))
                                      .isEqualTo(there.getClass());
                                })));
  }
}
