package org.mano4j.samples.daemon;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.Table;

/**
 * {@code [monitor]}: where a program tells how it is.
 *
 * @param listen for metrics and health over HTTP; null for nowhere
 * @param socket for health; null for nowhere
 */
record MonitorKeys(@Nullable Netaddr listen, @Nullable Path socket) {

  static MonitorKeys read(
      Config config, String program, @Nullable Path file, Map<String, String> environment) {
    Table table = config.table("monitor");
    Netaddr listen = null;
    Optional<String> said = text(table, "listen");
    if (said.isPresent()) {
      try {
        listen = Netaddr.parse(said.get());
      } catch (IllegalArgumentException e) {
        table.problem("listen", String.valueOf(e.getMessage()));
      }
    }
    Path usual = folder(environment).resolve(name(program, file) + ".sock");
    boolean none = table.has("socket") && text(table, "socket").isEmpty();
    Path socket = none ? null : table.location("socket").orElse(usual);
    return new MonitorKeys(listen, socket);
  }

  /** Programs with different files are different programs. */
  private static String name(String program, @Nullable Path file) {
    if (file == null) {
      return program;
    }
    Path there = file.toAbsolutePath().normalize();
    try {
      there = there.toRealPath();
    } catch (IOException e) {
      // It is not there, which others tell.
    }
    return "%s-%08x".formatted(program, there.toString().hashCode());
  }

  private static Optional<String> text(Table table, String key) {
    return table.text(key).optional().map(String::trim).filter(text -> !text.isEmpty());
  }

  /** Where programs of this user put what lives as long as they do. */
  private static Path folder(Map<String, String> environment) {
    String given = environment.getOrDefault("RUNTIME_DIRECTORY", ""); // of a systemd unit
    if (given.startsWith("/")) {
      return Path.of(given.split(":")[0]);
    }
    if ("root".equals(System.getProperty("user.name"))) {
      return Path.of("/run/mano4j");
    }
    String ofUser = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    return ofUser.startsWith("/")
        ? Path.of(ofUser, "mano4j")
        : Path.of(System.getProperty("user.home"), ".local", "state", "mano4j");
  }
}
