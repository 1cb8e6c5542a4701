package org.mano4j.pop.docker;

import inet.ipaddr.IPAddress;
import java.util.Optional;
import java.util.stream.Stream;
import org.mano4j.pop.Subnet;

/**
 * The part of an overlay network's subnet that is left to the Swarm. It gives every engine there an
 * address of its own choice as soon as the first container is attached, the lowest one that is
 * free, and so one that the Pop has promised to a container.
 */
final class SwarmRange {

  /** One of so many addresses, as bits. */
  private static final int SHARE_BITS = 3;

  /** At most so many addresses, as bits. */
  private static final int MOST_BITS = 8;

  private SwarmRange() {}

  /** Its upper end, or its lower end if containers have their range in the other; may be none. */
  static Optional<String> of(Subnet subnet) {
    return Ranges.block(subnet.cidr()).flatMap(block -> of(block, subnet));
  }

  private static Optional<String> of(IPAddress block, Subnet subnet) {
    int hostBits = block.getBitCount() - block.getNetworkPrefixLength();
    int bits = Math.min(hostBits - SHARE_BITS, MOST_BITS);
    if (bits < 2) {
      return Optional.empty();
    }
    int prefix = block.getBitCount() - bits;
    return Stream.of(block.getUpper(), block.getLower())
        .map(end -> end.withoutPrefixLength().toPrefixBlock(prefix).toCanonicalString())
        .filter(part -> !Ranges.overlap(part, subnet.allocationRange()))
        .findFirst();
  }
}
