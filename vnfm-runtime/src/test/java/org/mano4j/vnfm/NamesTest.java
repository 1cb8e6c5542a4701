package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;

/** Names that would draw the messages of others, or that no broker takes. */
class NamesTest {

  static List<String> bad() {
    return List.of(
        "#", "*", "a.#", "*.b", "a.*.b", " a", "a ", "a\nb", "a\u0000", "amq.gen", "ä".repeat(128));
  }

  @ParameterizedTest
  @ValueSource(strings = {"docker", "vnfm.docker", "a#b", "C*", "http://host:8081/vnfm", "a b"})
  void takesOrdinaryNames(String name) {
    assertThat(Names.check("type", name)).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesAManagerOfSuchAType(String name) {
    try (ScriptedNfvo nfvo = new ScriptedNfvo()) {
      VnfmRuntime.Builder vnfm = nfvo.vnfm(new VnfmHandler() {}).type(name);

      assertThatThrownBy(vnfm::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("type '")
          .hasMessageContaining("must have no word '*' or '#'");
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void refusesAManagerWithSuchAQueue(String name) {
    try (ScriptedNfvo nfvo = new ScriptedNfvo()) {
      VnfmRuntime.Builder vnfm = nfvo.vnfm(new VnfmHandler() {}).endpoint(name);

      assertThatThrownBy(vnfm::build)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("endpoint '");
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void registersNoChannelOnSuchAQueue(String name) {
    try (ScriptedNfvo nfvo = new ScriptedNfvo();
        BusChannel channel = BusChannel.builder(nfvo.broker).build()) {
      assertThatThrownBy(
              () ->
                  channel.register(
                      VnfmManagerEndpointBuilder.builder().type("dummy").endpoint(name).build()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("queue '");

      assertThat(nfvo.registrations).isEmpty();
    }
  }

  @Test
  void namesTheLinesOfAConfiguration() {
    Config config = Config.parse("[vnfm]\ntype = '#'\nendpoint = 'a.*'\n", "vnfm.toml", Map.of());

    assertThatThrownBy(() -> VnfmConfig.builder(new VnfmHandler() {}, config))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("vnfm.toml:2: vnfm.type must have no word '*' or '#'")
        .hasMessageContaining("vnfm.toml:3: vnfm.endpoint must have no word '*' or '#'");
  }

  @Test
  void takesAnEmptyEndpointOfAConfigurationForTheType() {
    Config config = Config.parse("[vnfm]\ntype = 'a'\nendpoint = ''\n", "vnfm.toml", Map.of());

    VnfmConfig.builder(new VnfmHandler() {}, config).build().close();
  }
}
