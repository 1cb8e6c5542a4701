package org.mano4j.pop.docker;

import java.util.Objects;

/**
 * As whom the engine is to get images from a registry.
 *
 * @param registry host, with port if it is not 443, as in the images' names: {@code
 *     registry.example.org:5000}; {@code docker.io} for names without a registry
 * @param username who
 * @param password a password or an access token; never shown
 */
public record RegistryLogin(String registry, String username, String password) {

  /** Refuses absent parts, and a registry that no image can be of. */
  public RegistryLogin {
    Objects.requireNonNull(username, "username");
    Objects.requireNonNull(password, "password");
    String host = Objects.requireNonNull(registry, "registry");
    registry =
        ImageReference.parse(host + "/image")
            .map(ImageReference::registry)
            .filter(read -> read.equals(host) || host.equals(ImageReference.OLD_HUB))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "registry '"
                            + host
                            + "' is not HOST or HOST:PORT as in an image's name; leave out https://"
                            + " and everything behind the port"));
  }

  /** Without the password. */
  @Override
  public String toString() {
    return "RegistryLogin[registry=" + registry + ", username=" + username + "]";
  }
}
