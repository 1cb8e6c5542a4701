package org.mano4j.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;

class PluginConfigTest {

  private static final VimDriver DRIVER = new VimDriver() {};

  private static final String FILE =
      """
      [plugin]
      name = "site"
      workers = 4
      call-limit = "1 min"
      [amqp]
      host = "broker.example"
      port = 5673
      vhost = "nfv"
      username = "registrar"
      password = "geheim"
      [amqp.tls]
      enabled = true
      """;

  @Test
  void theFileSaysWhatThePluginIsCalledAndWhereItsBrokerIs() {
    PluginConfig config = read(FILE);

    assertThat(config.builder(DRIVER, "pop").build().pluginId()).isEqualTo("vim-drivers.pop.site");
    assertThat(config.workers()).contains(4);
    assertThat(config.callLimit()).contains(Duration.ofMinutes(1));
    assertThat(config.amqp().options().host()).isEqualTo("broker.example");
    assertThat(config.toString()).doesNotContain("geheim");
  }

  @Test
  void theTypeOfTheFileRulesOverThatOfTheProgram() {
    assertThat(read("[plugin]\ntype = \"rack\"").builder(DRIVER, "pop").build().pluginId())
        .isEqualTo("vim-drivers.rack.openbaton");
  }

  @Test
  void theArgumentsOfAnNfvoRuleOverTheFile() {
    String[] arguments = {"docker", "10.0.0.1", "5672", "7"};

    PluginConfig config = read(FILE).withArguments(arguments, Map.of());

    assertThat(config.name()).contains("docker");
    assertThat(config.workers()).contains(7);
    assertThat(config.amqp().options().host()).isEqualTo("10.0.0.1");
    assertThat(config.amqp().options().port()).isEqualTo(5672);
    assertThat(config.amqp().options().virtualHost()).isEqualTo("nfv");
    assertThat(config.amqp().options().tls()).isNotNull();
    assertThat(config.amqp().user().username()).isEqualTo("registrar");
    assertThat(config.callLimit()).contains(Duration.ofMinutes(1));
  }

  @Test
  void withArgumentsTheVariablesOfAnNfvosPluginsCount() {
    String[] arguments = {"docker", "10.0.0.1", "5672", "7"};

    PluginConfig config =
        read(FILE)
            .withArguments(
                arguments,
                Map.of("username", "other", "password", "secret", "virtual_host", "there"));

    assertThat(config.amqp().user().username()).isEqualTo("other");
    assertThat(config.amqp().user().password()).isEqualTo("secret");
    assertThat(config.amqp().options().virtualHost()).isEqualTo("there");
  }

  @Test
  void keysOfTheManagerOnTheSameBrokerAreNoMistakes() {
    PluginConfig config = read("[amqp]\nworkers = 2\nderegister = \"never\"\n[amqp.queues]\n");

    assertThat(config.workers()).isEmpty();
  }

  @Test
  void allMistakesAreTold() {
    assertThatThrownBy(() -> read("[plugin]\nname = \"a.b\"\nworkers = 0\nnam = 1\n[other]\n"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("4 mistakes")
        .hasMessageContaining("plugin.name must consist of letters, digits, - and _");
  }

  private static PluginConfig read(String toml) {
    return PluginConfig.read(Config.parse(toml, "plugind.toml", Map.of()));
  }
}
