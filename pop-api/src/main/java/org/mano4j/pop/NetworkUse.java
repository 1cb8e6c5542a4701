package org.mano4j.pop;

import java.util.Objects;

/**
 * The addresses of a network that containers can have, those of IPv4 and of IPv6 together.
 *
 * @param networkId id of the network
 * @param networkName name of the network
 * @param addresses how many there are; {@link Long#MAX_VALUE} if there are more
 * @param used how many of them are taken
 */
public record NetworkUse(String networkId, String networkName, long addresses, long used) {

  /** Refuses absent parts. */
  public NetworkUse {
    Objects.requireNonNull(networkId, "networkId");
    Objects.requireNonNull(networkName, "networkName");
  }
}
