package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How much of the Pop a container may use. A limit of 0 is none.
 *
 * @param id unique in the Pop
 * @param name its name, unique in the Pop
 * @param vcpus processors, may be a part of one; at least 0
 * @param ram memory in MiB; at least 0
 * @param disk space for what a container writes, in GiB; at least 0
 * @param pids processes and threads; at least 0
 * @param capabilities what a container may do beyond what the platform grants anyway, such as
 *     {@code NET_ADMIN}
 * @param devices of the host that a container may use, such as {@code /dev/net/tun}
 * @param sysctls kernel parameters of the container's own, such as {@code net.ipv4.ip_forward} to
 *     {@code 1}
 */
@RecordBuilder
public record Flavour(
    String id,
    String name,
    double vcpus,
    long ram,
    long disk,
    long pids,
    List<String> capabilities,
    List<String> devices,
    Map<String, String> sysctls)
    implements FlavourBuilder.With {

  /** The one that every Pop has: no limits. An empty flavour in a {@link ContainerConfig} is it. */
  public static final Flavour UNLIMITED = new Flavour("docker-flavour-id", "docker.container");

  /** Copies the collections, refuses absent names and limits below 0. */
  public Flavour {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(name, "name");
    atLeastZero("vcpus", vcpus);
    atLeastZero("ram", ram);
    atLeastZero("disk", disk);
    atLeastZero("pids", pids);
    capabilities = capabilities == null ? List.of() : List.copyOf(capabilities);
    devices = devices == null ? List.of() : List.copyOf(devices);
    sysctls = Copies.sorted(sysctls);
  }

  /** One without limits. */
  public Flavour(String id, String name) {
    this(id, name, 0, 0, 0, 0, List.of(), List.of(), Map.of());
  }

  private static void atLeastZero(String what, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          what + " of a flavour must be 0 (no limit) or more, but is " + value);
    }
  }
}
