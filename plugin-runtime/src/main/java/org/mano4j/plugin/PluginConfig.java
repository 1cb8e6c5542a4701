package org.mano4j.plugin;

import java.time.Duration;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.messaging.AmqpConfig;

/**
 * Plugins from a configuration: the tables {@code [plugin]} and {@code [amqp]}, whose keys {@code
 * docs/configuration.md} explains.
 *
 * <pre>{@code
 * Config config = Config.read(Path.of("plugind.toml"));
 * VimDriverPlugin plugin = PluginConfig.builder(driver, config).type("pop").build();
 * }</pre>
 */
public final class PluginConfig {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final int MOST_WORKERS = 10_000;

  private PluginConfig() {}

  /**
   * A plugin over RabbitMQ; its type is for the program to say, unless the configuration has one.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes in the configuration, if there is
   *     one; tables that nobody has read or {@linkplain Config#leave left} are mistakes, too
   */
  public static VimDriverPlugin.Builder builder(VimDriver driver, Config config) {
    Table plugin = config.table("plugin");
    VimDriverPlugin.Builder builder = VimDriverPlugin.builder(driver);
    String rule = "must consist of letters, digits, - and _";
    plugin.text("type").mustBe(PluginNames::isWord, rule).optional().ifPresent(builder::type);
    plugin.text("name").mustBe(PluginNames::isWord, rule).optional().ifPresent(builder::name);
    plugin.integer("workers", 1, MOST_WORKERS).optional().ifPresent(builder::workers);
    plugin
        .duration("call-limit", MILLISECOND, Duration.ofMinutes(25))
        .optional()
        .ifPresent(builder::callLimit);
    AmqpConfig amqp = AmqpConfig.read(config.table("amqp"));
    config.check();
    return builder
        .connector(amqp.connector())
        .registrationUser(amqp.user())
        .registration(amqp.registration())
        .nfvo(amqp.nfvo());
  }
}
