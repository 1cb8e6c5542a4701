package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.config.Setting;
import org.mano4j.config.Table;
import org.mano4j.messaging.BusMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Describes a VNF manager by a configuration: {@code [vnfm]} for the manager, and a table for its
 * channel. {@code docs/configuration.md} has all keys.
 *
 * <pre>{@code
 * VnfmRuntime vnfm =
 *     VnfmConfig.builder(new MyVnfm(), Config.read(Path.of("vnfm.toml"))).build();
 * vnfm.start();
 * }</pre>
 *
 * <p>Tables of channels that are not in use are left alone; every other table and key must be one
 * that is read here.
 */
public final class VnfmConfig {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private static final Duration MILLISECOND = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(25);
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final String AMQP = "amqp";
  private static final int MOST_WORKERS = 10_000;

  private VnfmConfig() {}

  /**
   * A manager with the channel that {@code vnfm.channel} names; {@code amqp} by default. Sets the
   * level of the log, if the configuration has one.
   *
   * @throws ConfigException with all mistakes in the configuration, if there is one
   * @throws VnfmException if two {@link ChannelProvider}s have the same name
   */
  public static VnfmRuntime.Builder builder(VnfmHandler handler, Config config) {
    return builder(handler, config, null, ChannelProviders.found());
  }

  /**
   * The same for a program that everybody runs: its configuration need not name a type, and it
   * counts what happens on its bus.
   *
   * @param usualType the type of a manager whose configuration names none
   * @param metrics told what happens on the bus of the channel {@code amqp}
   * @throws ConfigException with all mistakes in the configuration, if there is one
   * @throws VnfmException if two {@link ChannelProvider}s have the same name
   */
  public static VnfmRuntime.Builder builder(
      VnfmHandler handler, Config config, String usualType, BusMetrics metrics) {
    ChannelProvider amqp = new AmqpChannelProvider(metrics);
    return builder(handler, config, usualType, ChannelProviders.found().with(amqp));
  }

  /**
   * A manager with a channel of the program's own, such as a {@link BusChannel} inside the JVM;
   * {@code vnfm.channel} must be absent.
   *
   * @throws ConfigException with all mistakes in the configuration, if there is one
   */
  public static VnfmRuntime.Builder builder(VnfmHandler handler, Config config, Channel channel) {
    ChannelProviders.found().names().forEach(config::leave);
    Table vnfm = config.table("vnfm");
    if (vnfm.has("channel")) {
      vnfm.text("channel").optional();
      vnfm.problem("channel", "is of no use: the program brings a channel of its own");
    }
    VnfmRuntime.Builder builder = read(handler, vnfm, null);
    config.check();
    return builder.channel(channel);
  }

  static VnfmRuntime.Builder builder(
      VnfmHandler handler, Config config, ChannelProviders providers) {
    return builder(handler, config, null, providers);
  }

  private static VnfmRuntime.Builder builder(
      VnfmHandler handler, Config config, @Nullable String usualType, ChannelProviders providers) {
    Table vnfm = config.table("vnfm");
    VnfmRuntime.Builder builder = read(handler, vnfm, usualType);
    String name =
        vnfm.text("channel")
            .mustBe(
                channel -> providers.named(channel).isPresent(),
                "must be one of the channels there are: " + String.join(", ", providers.names()))
            .orElse(AMQP);
    providers.names().stream().filter(other -> !other.equals(name)).forEach(config::leave);
    Channel channel =
        providers
            .named(name)
            .map(provider -> create(config, provider, builder))
            .orElseThrow(() -> new VnfmException("there is no channel '" + name + "'"));
    return builder.channel(channel);
  }

  private static VnfmRuntime.Builder read(
      VnfmHandler handler, Table vnfm, @Nullable String usualType) {
    // first of all: what is logged from here on has the level
    VnfmLogger.apply(vnfm.table("logger"));
    Setting<String> type = vnfm.text("type").mustBe(VnfmConfig::isNoneOrGood, Names.RULE);
    VnfmRuntime.Builder builder =
        VnfmRuntime.builder(handler)
            .type(usualType == null ? type.required() : type.orElse(usualType))
            .endpoint(vnfm.text("endpoint").mustBe(VnfmConfig::isNoneOrGood, Names.RULE).orElse(""))
            .description(vnfm.text("description").orElse(""))
            .allocate(vnfm.flag("allocate").orElse(false));
    vnfm.duration("timeout", MILLISECOND, LONGEST)
        .optional()
        .ifPresent(timeout -> builder.rpcTimeout(warned(timeout)));
    vnfm.duration("answer-limit", MILLISECOND, LONGEST).optional().ifPresent(builder::answerLimit);
    return builder;
  }

  private static boolean isNoneOrGood(String name) {
    return name.isEmpty() || Names.isGood(name);
  }

  /** Files that come from other SDKs have two seconds, which limit something else there. */
  private static Duration warned(Duration timeout) {
    if (timeout.compareTo(SHORT) < 0) {
      log.warn(
          "vnfm.timeout is {} ms: a launch fails whose machines the NFVO has not allocated by then;"
              + " give it minutes",
          timeout.toMillis());
    }
    return timeout;
  }

  /** Checks all of the configuration; what the channel has not seen is reported with the rest. */
  private static Channel create(
      Config config, ChannelProvider provider, VnfmRuntime.Builder builder) {
    Table table = config.table(provider.name());
    Optional<Integer> workers = table.integer("workers", 1, MOST_WORKERS).optional();
    @Nullable Channel channel = null;
    RuntimeException notMade = new VnfmException("no channel was made");
    try {
      channel = provider.create(table);
    } catch (RuntimeException e) {
      notMade = e;
    }
    try {
      config.check();
    } catch (ConfigException e) {
      if (channel != null) {
        channel.close();
      }
      throw e;
    }
    if (channel == null) {
      throw notMade;
    }
    workers.ifPresent(builder::workers);
    return channel;
  }
}
