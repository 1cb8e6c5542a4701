package org.mano4j.samples.popd;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mano4j.pop.docker.DockerPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopUser;
import org.mano4j.samples.daemon.Meters;
import org.mano4j.samples.daemon.Prepared;

/** The Pop that a configuration describes. */
final class PopdSetup {

  private PopdSetup() {}

  /**
   * Reads the configuration, begins the log it wants, and prepares the Pop.
   *
   * @param users who may log in, of what the configuration says
   * @param made told of the Pop, before it starts
   * @throws org.mano4j.config.ConfigException with all mistakes of the configuration
   * @throws IllegalArgumentException with a sentence, if it cannot be used otherwise
   * @throws IllegalStateException with a sentence, if there can be no state directory
   */
  static Prepared prepare(
      PopdSource source,
      Function<PopdConfig, List<PopUser>> users,
      Supplier<Meters> wanted,
      BiConsumer<PopdConfig, PopServer> made) {
    PopdConfig config = source.read();
    users.apply(config);
    config.log().apply();
    List<String> warnings = new ArrayList<>(config.warnings());
    if (source.authIsUnused(config)) {
      warnings.add("POPD_AUTH is not used: the configuration file names the users");
    }
    try {
      config.state().make();
    } catch (UncheckedIOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    PopServer server;
    DockerPopBackend backend;
    try {
      backend = config.backend();
      server = config.server(backend).users(() -> users.apply(source.read())).build();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the configuration cannot be used: " + e.getMessage(), e);
    }
    Meters meters = wanted.get();
    meters.gauge(
        "mano4j.pop.containers", "Containers in any state", () -> server.stats().containers());
    meters.gauge(
        "mano4j.pop.addresses",
        "Addresses that containers have",
        () -> server.stats().addressesInUse());
    made.accept(config, server);
    return new Prepared(new Popd(server, backend::state), config.drain(), warnings);
  }
}
