package org.mano4j.samples.daemon;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;

/**
 * Whose the keys of a configuration are. One file may serve all three programs: each leaves alone
 * what is another one's.
 */
public final class Tables {

  private static final Map<String, List<String>> OWN =
      Map.of(
          "popd",
          List.of(
              "AutoRemove",
              "BackendTimeout",
              "DockerdHost",
              "DockerdTLSPath",
              "DrainTimeout",
              "Flavours",
              "Images",
              "Limits",
              "LogLevel",
              "LogTimestamps",
              "Netaddr",
              "Networks",
              "Output",
              "PopName",
              "Proto",
              "Registries",
              "Sessions",
              "StateDirectory",
              "Sync",
              "TLSCertPath",
              "TLSClientCAPath",
              "TLSKeyPath",
              "Users"),
          "plugind",
          List.of("plugin", "pops", "amqp"),
          "vnfmd",
          List.of("vnfm", "mgmt", "amqp", "rest"));

  private Tables() {}

  /**
   * The configuration of a program; keys may be in any case.
   *
   * @param program {@code popd}, {@code plugind} or {@code vnfmd}; of any other name, none of their
   *     keys are its own
   * @param file null for that of the environment alone
   * @throws org.mano4j.config.ConfigException if it cannot be read
   */
  public static Config of(String program, @Nullable Path file, Map<String, String> environment) {
    Config config =
        (file == null ? Config.ofEnvironment(environment) : Config.read(file, environment))
            .withKeysOfAnyCase();
    List<String> others = new ArrayList<>();
    OWN.values().forEach(others::addAll);
    others.removeAll(OWN.getOrDefault(program, List.of()));
    others.forEach(config::leave);
    MonitorKeys.read(
        config, program, file, environment); // so that its mistakes are told with the others
    return config;
  }
}
