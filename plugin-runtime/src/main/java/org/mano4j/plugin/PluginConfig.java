package org.mano4j.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.mano4j.config.Config;
import org.mano4j.config.Table;
import org.mano4j.messaging.AmqpConfig;
import org.mano4j.messaging.BusMetrics;

/**
 * A plugin as a configuration describes it, in the tables {@code [plugin]} and {@code [amqp]} whose
 * keys {@code docs/configuration.md} explains. Immutable; the text form hides the password.
 *
 * <pre>{@code
 * PluginConfig config = PluginConfig.read(Config.read(Path.of("plugind.toml")));
 * VimDriverPlugin plugin = config.builder(driver, "pop").build();
 * }</pre>
 *
 * @param type of the VIM instances it is for; empty for what the program says
 * @param name among the plugins of its type; empty for {@code openbaton}
 * @param workers most calls at a time; empty for 16
 * @param callLimit how long a call may take; empty for 290 s
 * @param amqp the broker
 */
public record PluginConfig(
    Optional<String> type,
    Optional<String> name,
    Optional<Integer> workers,
    Optional<Duration> callLimit,
    AmqpConfig amqp) {

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final int MOST_WORKERS = 10_000;

  /** Refuses what is missing. */
  public PluginConfig {
    Objects.requireNonNull(amqp, "amqp");
  }

  /**
   * Reads both tables.
   *
   * @throws org.mano4j.config.ConfigException with all mistakes in the configuration, if there is
   *     one; tables that nobody has read or {@linkplain Config#leave left} are mistakes, too
   */
  public static PluginConfig read(Config config) {
    Table plugin = config.table("plugin");
    String rule = "must consist of letters, digits, - and _";
    PluginConfig read =
        new PluginConfig(
            plugin.text("type").mustBe(PluginNames::isWord, rule).optional(),
            plugin.text("name").mustBe(PluginNames::isWord, rule).optional(),
            plugin.integer("workers", 1, MOST_WORKERS).optional(),
            plugin.duration("call-limit", MILLISECOND, Duration.ofMinutes(25)).optional(),
            amqp(config.table("amqp")));
    config.check();
    return read;
  }

  /** What is about the queue of a VNF manager is known, and of no effect for a plugin. */
  private static AmqpConfig amqp(Table amqp) {
    amqp.text("deregister").optional();
    amqp.integer("workers", 1, MOST_WORKERS).optional();
    return AmqpConfig.read(amqp);
  }

  /**
   * The same with what an NFVO passes to the program of a plugin, which rules over the file: the
   * four arguments of {@link PluginArguments#USAGE}, and the variables {@code username}, {@code
   * password} and {@code virtual_host} where they are set.
   *
   * @throws IllegalArgumentException if there is another number of arguments, or one is impossible;
   *     the text says how to call the program
   */
  public PluginConfig withArguments(String[] arguments, Map<String, String> environment) {
    Properties file = new Properties();
    file.setProperty("username", amqp.user().username());
    file.setProperty("password", amqp.user().password());
    file.setProperty("virtual-host", amqp.options().virtualHost());
    PluginArguments said = PluginArguments.parse(arguments, file, environment);
    return new PluginConfig(
        type,
        Optional.of(said.name()),
        Optional.of(said.consumers()),
        callLimit,
        amqp.withUser(said.registrationUser())
            .withOptions(
                amqp.options()
                    .withHost(said.brokerHost())
                    .withPort(said.brokerPort())
                    .withVirtualHost(said.virtualHost())));
  }

  /** The same, with somebody who is told what happens on its bus. */
  public PluginConfig withMetrics(BusMetrics metrics) {
    return new PluginConfig(
        type, name, workers, callLimit, amqp.withOptions(amqp.options().withMetrics(metrics)));
  }

  /**
   * The plugin over RabbitMQ.
   *
   * @param usualType the type if the configuration has none
   */
  public VimDriverPlugin.Builder builder(VimDriver driver, String usualType) {
    VimDriverPlugin.Builder builder =
        VimDriverPlugin.builder(driver)
            .type(type.orElse(usualType))
            .connector(amqp.connector())
            .registrationUser(amqp.user())
            .registration(amqp.registration())
            .nfvo(amqp.nfvo());
    name.ifPresent(builder::name);
    workers.ifPresent(builder::workers);
    callLimit.ifPresent(builder::callLimit);
    return builder;
  }
}
