package org.mano4j.pop;

import java.time.Instant;
import java.util.Objects;

/**
 * What a Pop tells of itself.
 *
 * @param type what it runs containers on, such as {@code docker}
 * @param name the name its operator gave it
 * @param time its clock, to the second
 */
public record PopInfo(String type, String name, Instant time) {

  /** Refuses absent parts. */
  public PopInfo {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(time, "time");
  }
}
