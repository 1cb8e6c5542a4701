package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.messaging.BusCredentials;

class PluginArgumentsTest {

  private static final String[] FOUR = {"openbaton", "10.0.0.1", "5673", "5"};

  @Test
  void readsTheFourThatAnNfvoPasses() {
    assertThat(PluginArguments.parse(FOUR, Map.of()))
        .isEqualTo(
            new PluginArguments(
                "openbaton",
                "10.0.0.1",
                5673,
                5,
                new BusCredentials("openbaton-manager-user", "openbaton"),
                "/"));
  }

  @Test
  void hasDefaultsForAStartByHand() {
    PluginArguments start = PluginArguments.parse(new String[0], Map.of());

    assertThat(start.brokerHost()).isEqualTo("localhost");
    assertThat(start.brokerPort()).isEqualTo(5672);
    assertThat(start.consumers()).isEqualTo(10);
  }

  @Test
  void readsPropertiesAndLetsTheEnvironmentOverrideThem() {
    Properties properties = new Properties();
    properties.setProperty("username", "me");
    properties.setProperty("password", "p1");
    properties.setProperty("virtual-host", "nfv");

    PluginArguments start =
        PluginArguments.parse(
            FOUR, properties, Map.of("password", "p2", "virtual_host", "lab", "username", ""));

    assertThat(start.registrationUser()).isEqualTo(new BusCredentials("me", "p2"));
    assertThat(start.virtualHost()).isEqualTo("lab");
    assertThat(start.toString()).doesNotContain("p2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 6})
  void refusesAnotherNumberOfArguments(int count) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PluginArguments.parse(new String[count], Map.of()))
        .withMessageContainingAll("there are " + count + " arguments", PluginArguments.USAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "a.b, h, 1, 1, name 'a.b'",
    "n, ' ', 1, 1, brokerIp is empty",
    "n, h, 0, 1, brokerPort must be",
    "n, h, 65536, 1, brokerPort must be",
    "n, h, x, 1, brokerPort 'x' is no number",
    "n, h, 1, 0, consumers must be",
    "n, h, 1, 1001, consumers must be"
  })
  void saysWhichOneIsImpossible(
      String name, String host, String port, String consumers, String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> PluginArguments.parse(new String[] {name, host, port, consumers}, Map.of()))
        .withMessageContainingAll(text, PluginArguments.USAGE);
  }

  @Test
  void aPluginTakesItsNameAndUserFromThem() {
    try (PluginNfvo nfvo = new PluginNfvo();
        VimDriverPlugin plugin =
            nfvo.plugin(new VimDriver() {})
                .arguments(PluginArguments.parse(FOUR, Map.of()))
                .build()) {
      plugin.start();

      assertThat(plugin.pluginId()).isEqualTo("vim-drivers.test.openbaton");
    }
  }
}
