package org.mano4j.pop;

import java.util.Objects;

/**
 * A range of addresses in a network, IPv4 or IPv6.
 *
 * @param cidr the range, such as {@code 172.16.0.0/16} or {@code fd00:1::/64}
 * @param gateway address of the gateway; empty if there is none
 * @param allocationRange the part of it that containers get addresses of, in the form of {@code
 *     cidr}; empty for all of it
 */
public record Subnet(String cidr, String gateway, String allocationRange) {

  /** Refuses absent parts. */
  public Subnet {
    Objects.requireNonNull(cidr, "cidr");
    Objects.requireNonNull(gateway, "gateway");
    Objects.requireNonNull(allocationRange, "allocationRange");
  }

  /** One whose addresses are all for containers. */
  public Subnet(String cidr, String gateway) {
    this(cidr, gateway, "");
  }
}
