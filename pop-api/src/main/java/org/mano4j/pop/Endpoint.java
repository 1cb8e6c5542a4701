package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a container meets a network.
 *
 * <p>In a {@link ContainerConfig} only the wanted address counts. In an answer the network's id and
 * name are always set (by Pops of the first generation perhaps only one of them).
 *
 * @param networkId id of the network, or empty
 * @param networkName name of the network, or empty
 * @param endpointId the platform's id of this endpoint; empty before the start, or if it has none
 * @param ipv4 the IPv4 address; null if there is none
 * @param ipv6 the IPv6 address; null if there is none
 * @param mac the hardware address; empty if not known
 */
@RecordBuilder
public record Endpoint(
    String networkId,
    String networkName,
    String endpointId,
    @Nullable Ip ipv4,
    @Nullable Ip ipv6,
    String mac)
    implements EndpointBuilder.With {

  /** Takes absent text as empty. */
  public Endpoint {
    networkId = Objects.requireNonNullElse(networkId, "");
    networkName = Objects.requireNonNullElse(networkName, "");
    endpointId = Objects.requireNonNullElse(endpointId, "");
    mac = Objects.requireNonNullElse(mac, "");
  }

  /** Asks for any free address. */
  public static Endpoint automatic() {
    return new Endpoint("", "", "", null, null, "");
  }

  /** Asks for this address, IPv4 or IPv6, and for any of the other kind if the network has both. */
  public static Endpoint fixed(String address) {
    return address.contains(":")
        ? new Endpoint("", "", "", null, Ip.of(address), "")
        : new Endpoint("", "", "", Ip.of(address), null, "");
  }

  /** The IPv4 address; empty if there is none. */
  public String address() {
    return ipv4 == null ? "" : ipv4.address();
  }
}
