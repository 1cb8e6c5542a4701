package org.mano4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One file for several readers. */
class SharedFileTest {

  private static final String FILE = "popname = 'a'\n[Users.anna]\nx = 1\n[amqp]\nport = 0\n";

  @Test
  void keysAndTablesOfOthersAreLeftInAnyCase() {
    Config config = config();
    config.leave("PopName");
    config.leave("users");
    config.leave("AMQP");

    assertThatCode(config::check).doesNotThrowAnyException();
  }

  @Test
  void whatIsNotLeftIsAMistake() {
    Config config = config();
    config.leave("users");
    config.leave("amqp");

    assertThatThrownBy(config::check).hasMessageContaining("popname is unknown");
  }

  @Test
  void mistakesThatTwoReadersFindAreToldOnce() {
    ConfigException both = ConfigException.of(List.of(mistakes(), mistakes()));

    assertThat(both.problems()).hasSize(1);
    assertThat(both).hasMessageContaining("shared.toml has 1 mistake");
  }

  private static ConfigException mistakes() {
    Config config = config();
    config.leave("popname");
    config.leave("users");
    config.table("amqp").integer("port", 1, 65_535).optional();
    return catchThrowableOfType(ConfigException.class, config::check);
  }

  private static Config config() {
    return Config.parse(FILE, "shared.toml", Map.of()).withKeysOfAnyCase();
  }
}
