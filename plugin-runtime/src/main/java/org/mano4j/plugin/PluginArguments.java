package org.mano4j.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/**
 * What the program of a plugin is started with. An NFVO passes four arguments, {@code <name>
 * <brokerIp> <brokerPort> <consumers>}; the rest comes from the properties {@code username}, {@code
 * password} and {@code virtual-host}, or from environment variables of the same names with {@code
 * _} for {@code -}, which win.
 *
 * <pre>{@code
 * PluginArguments start = PluginArguments.parse(args, System.getenv());
 * VimDriverPlugin plugin =
 *     VimDriverPlugin.builder(driver).type("pop").arguments(start).connector(broker).build();
 * }</pre>
 *
 * @param name name of the plugin among those of its type; letters, digits, - and _
 * @param brokerHost name or address of the broker
 * @param brokerPort its port, 1 to 65535
 * @param consumers most calls at a time, from 1
 * @param registrationUser the shared broker user to register with
 * @param virtualHost the virtual host on the broker
 */
public record PluginArguments(
    String name,
    String brokerHost,
    int brokerPort,
    int consumers,
    BusCredentials registrationUser,
    String virtualHost) {

  /** How a plugin is called. */
  public static final String USAGE = "<name> <brokerIp> <brokerPort> <consumers>";

  private static final List<String> DEFAULTS = List.of("openbaton", "localhost", "5672", "10");
  private static final int MOST_CONSUMERS = 1000;

  /**
   * Refuses impossible values.
   *
   * @throws IllegalArgumentException naming all of them
   */
  public PluginArguments {
    Objects.requireNonNull(registrationUser, "registrationUser");
    List<String> mistakes = new ArrayList<>();
    if (!PluginNames.isWord(name)) {
      mistakes.add("name '" + name + "' must consist of letters, digits, - and _");
    }
    if (brokerHost.isBlank()) {
      mistakes.add("brokerIp is empty");
    }
    if (brokerPort < 1 || brokerPort > 65535) {
      mistakes.add("brokerPort must be from 1 to 65535, not " + brokerPort);
    }
    if (consumers < 1 || consumers > MOST_CONSUMERS) {
      mistakes.add("consumers must be from 1 to " + MOST_CONSUMERS + ", not " + consumers);
    }
    if (virtualHost.isEmpty()) {
      mistakes.add("virtual-host is empty; the default one is called '/'");
    }
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", mistakes));
    }
  }

  /**
   * The same as {@link #parse(String[], Properties, Map)} without properties.
   *
   * @throws IllegalArgumentException if there is another number of arguments, or one is impossible
   */
  public static PluginArguments parse(String[] arguments, Map<String, String> environment) {
    return parse(arguments, new Properties(), environment);
  }

  /**
   * Reads what a program was started with.
   *
   * @param arguments four, or none for {@code openbaton localhost 5672 10}
   * @param properties {@code username} (by default {@code openbaton-manager-user}), {@code
   *     password} ({@code openbaton}) and {@code virtual-host} ({@code /})
   * @param environment {@code username}, {@code password} and {@code virtual_host} override the
   *     properties unless they are empty
   * @throws IllegalArgumentException if there is another number of arguments, or one is impossible;
   *     the text says how to call the program
   */
  public static PluginArguments parse(
      String[] arguments, Properties properties, Map<String, String> environment) {
    if (arguments.length != 0 && arguments.length != DEFAULTS.size()) {
      throw wrong("there are " + arguments.length + " arguments");
    }
    List<String> words = arguments.length == 0 ? DEFAULTS : List.of(arguments);
    BusCredentials user = NfvoAddresses.DEFAULT_REGISTRATION_USER;
    try {
      return new PluginArguments(
          words.get(0),
          words.get(1),
          number("brokerPort", words.get(2)),
          number("consumers", words.get(3)),
          new BusCredentials(
              setting("username", user.username(), properties, environment),
              setting("password", user.password(), properties, environment)),
          setting("virtual-host", "/", properties, environment));
    } catch (IllegalArgumentException e) {
      throw wrong(e.getMessage());
    }
  }

  private static String setting(
      String key, String fallback, Properties properties, Map<String, String> environment) {
    String override = environment.getOrDefault(key.replace('-', '_'), "");
    return override.isEmpty() ? properties.getProperty(key, fallback) : override;
  }

  private static int number(String what, String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(what + " '" + text + "' is no number");
    }
  }

  private static IllegalArgumentException wrong(String why) {
    return new IllegalArgumentException(
        "cannot start the plugin: " + why + "; call it with " + USAGE + ", or with nothing");
  }
}
