package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a Pop tells of itself. Pops of the first generation tell only the first three.
 *
 * @param type what it runs containers on, such as {@code docker}
 * @param name the name its operator gave it
 * @param time its clock, to the second
 * @param capacity what it has
 * @param used what its containers use of that
 * @param networks the addresses of each network
 * @param capabilities what its platform can do beyond running containers, by the names of the calls
 *     of the protocol, such as {@code PullImage}
 */
@RecordBuilder
public record PopInfo(
    String type,
    String name,
    Instant time,
    Resources capacity,
    Resources used,
    List<NetworkUse> networks,
    Set<String> capabilities)
    implements PopInfoBuilder.With {

  /** Copies the collections, refuses absent names and time. */
  public PopInfo {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(time, "time");
    capacity = Objects.requireNonNullElse(capacity, Resources.UNKNOWN);
    used = Objects.requireNonNullElse(used, Resources.UNKNOWN);
    networks = networks == null ? List.of() : List.copyOf(networks);
    capabilities = capabilities == null ? Set.of() : Set.copyOf(capabilities);
  }

  /** What every Pop tells. */
  public PopInfo(String type, String name, Instant time) {
    this(type, name, time, Resources.UNKNOWN, Resources.UNKNOWN, List.of(), Set.of());
  }
}
