package org.mano4j.pop.server;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.Subnet;

/**
 * Addresses that CreateNetwork may take a subnet of if none is asked for.
 *
 * @param cidr where to take them from, such as {@code 172.16.0.0/12}, IPv4 or IPv6
 * @param prefixLength of each subnet, such as 16; at least that of {@code cidr}
 */
public record SubnetPool(String cidr, int prefixLength) {

  /**
   * Checks both.
   *
   * @throws IllegalArgumentException if the one is no subnet, or the other does not fit it
   */
  public SubnetPool {
    IpRange range = IpRange.parse(cidr);
    int longest = range.ipv6() ? 126 : 30;
    if (prefixLength < range.prefixLength() || prefixLength > longest) {
      throw new IllegalArgumentException(
          "subnets of "
              + cidr
              + " must have a prefix length from "
              + range.prefixLength()
              + " to "
              + longest
              + ", but it is "
              + prefixLength);
    }
  }

  /** 172.16.0.0/12 in subnets of /16, then 192.168.0.0/16 in subnets of /24. */
  public static List<SubnetPool> defaults() {
    return List.of(new SubnetPool("172.16.0.0/12", 16), new SubnetPool("192.168.0.0/16", 24));
  }

  /**
   * The first subnet of these pools, in their order, that shares no address with any range in use.
   *
   * @param used each as {@code 172.16.0.0/16}, of any prefix length; what is no subnet is passed
   *     over
   * @return with its first address as the gateway; empty if there is none
   */
  public static Optional<Subnet> firstFree(List<SubnetPool> pools, Collection<String> used) {
    List<IpRange> ranges = new ArrayList<>();
    for (String cidr : used) {
      try {
        ranges.add(IpRange.parse(cidr));
      } catch (IllegalArgumentException e) {
        // Platforms write all sorts of things; this is in nobody's way.
      }
    }
    return pools.stream()
        .flatMap(pool -> pool.free(ranges).stream())
        .findFirst()
        .map(free -> new Subnet(free.toString(), free.firstHost().toString()));
  }

  /** The lowest subnet that shares no address with any of these; empty if there is none. */
  Optional<IpRange> free(Collection<IpRange> used) {
    IpRange all = IpRange.parse(cidr);
    BigInteger size = BigInteger.ONE.shiftLeft((all.ipv6() ? 128 : 32) - prefixLength);
    BigInteger begin = all.first().value();
    while (begin.compareTo(all.last().value()) < 0) {
      BigInteger end = begin.add(size).subtract(BigInteger.ONE);
      IpRange candidate =
          new IpRange(
              new IpAddress(all.ipv6(), begin), new IpAddress(all.ipv6(), end), prefixLength);
      Optional<IpRange> obstacle = used.stream().filter(candidate::overlaps).findFirst();
      if (obstacle.isEmpty()) {
        return Optional.of(candidate);
      }
      begin = end.max(obstacle.get().last().value()).add(BigInteger.ONE);
    }
    return Optional.empty();
  }
}
