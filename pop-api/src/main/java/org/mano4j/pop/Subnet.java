package org.mano4j.pop;

import java.util.Objects;

/**
 * A range of addresses in a network.
 *
 * @param cidr the range, such as {@code 172.16.0.0/16}
 * @param gateway address of the gateway; empty if there is none
 */
public record Subnet(String cidr, String gateway) {

  /** Refuses absent parts. */
  public Subnet {
    Objects.requireNonNull(cidr, "cidr");
    Objects.requireNonNull(gateway, "gateway");
  }
}
