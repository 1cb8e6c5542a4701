package org.mano4j.samples.popd;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The engine that the variables of Docker's own tools name; the local one where they name none.
 *
 * @param engine its address
 * @param tls where the certificates for it are; null for plain text
 */
public record DockerVariables(URI engine, @Nullable Path tls) {

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if {@code DOCKER_HOST} is no address
   */
  public static DockerVariables of(Map<String, String> environment) {
    String host = host(environment);
    return new DockerVariables(
        host.isEmpty() ? EngineKeys.LOCAL : URI.create(host), certificates(environment));
  }

  static String host(Map<String, String> environment) {
    return environment.getOrDefault("DOCKER_HOST", "").trim();
  }

  static @Nullable Path certificates(Map<String, String> environment) {
    if (environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty()) {
      return null;
    }
    String path = environment.getOrDefault("DOCKER_CERT_PATH", "");
    return path.isEmpty() ? Path.of(System.getProperty("user.home"), ".docker") : Path.of(path);
  }
}
