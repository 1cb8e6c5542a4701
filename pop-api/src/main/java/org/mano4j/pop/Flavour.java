package org.mano4j.pop;

import java.util.Objects;

/**
 * How much of the Pop a container may use.
 *
 * @param id unique in the Pop
 * @param name its name
 */
public record Flavour(String id, String name) {

  /** The one that every Pop has: no limits. An empty flavour in a {@link ContainerConfig} is it. */
  public static final Flavour UNLIMITED = new Flavour("docker-flavour-id", "docker.container");

  /** Refuses absent parts. */
  public Flavour {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
  }
}
