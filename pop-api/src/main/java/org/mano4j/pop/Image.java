package org.mano4j.pop;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a container can be made from.
 *
 * @param id unique in the Pop, such as {@code sha256:...}
 * @param names its names with their tags, such as {@code web:latest}; may be empty
 * @param created when it was made, to the second
 */
public record Image(String id, List<String> names, Instant created) {

  /** Copies the names. */
  public Image {
    Objects.requireNonNull(id, "id");
    names = List.copyOf(names);
    Objects.requireNonNull(created, "created");
  }
}
