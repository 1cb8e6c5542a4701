package org.mano4j.pop.server;

import inet.ipaddr.IPAddress;
import java.math.BigInteger;

/**
 * All addresses that begin with the same bits.
 *
 * @param first the lowest one
 * @param last the highest one
 * @param prefixLength how many bits: 0 to 32, or 128 for IPv6
 */
record IpRange(IpAddress first, IpAddress last, int prefixLength) {

  /**
   * Reads {@code 172.16.0.0/16} or {@code fd00::/64}; bits behind the prefix are cleared.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static IpRange parse(String cidr) {
    IPAddress block =
        IpAddress.read(cidr)
            .filter(IPAddress::isPrefixed)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "'" + cidr + "' is no subnet; write one as 172.16.0.0/16 or fd00:1::/64"))
            .toPrefixBlock();
    return new IpRange(
        IpAddress.of(block.getLower()),
        IpAddress.of(block.getUpper()),
        block.getNetworkPrefixLength());
  }

  boolean ipv6() {
    return first.ipv6();
  }

  BigInteger size() {
    return last.value().subtract(first.value()).add(BigInteger.ONE);
  }

  boolean contains(IpAddress address) {
    return address.ipv6() == ipv6()
        && address.value().compareTo(first.value()) >= 0
        && address.value().compareTo(last.value()) <= 0;
  }

  boolean contains(IpRange other) {
    return contains(other.first) && contains(other.last);
  }

  /** Whether they share an address. One of two that do contains the other. */
  boolean overlaps(IpRange other) {
    return contains(other.first) || other.contains(first);
  }

  /**
   * The lowest address for a host. The one below it is the network's own, or the anycast address of
   * the routers in IPv6. A subnet of one or two addresses has none such (RFC 3021, RFC 6164).
   */
  IpAddress firstHost() {
    return isTiny() ? first : first.plus(1);
  }

  /** The highest address for a host. Only IPv4 has a broadcast address above it. */
  IpAddress lastHost() {
    return isTiny() || ipv6() ? last : last.plus(-1);
  }

  private boolean isTiny() {
    return prefixLength >= (ipv6() ? 127 : 31);
  }

  @Override
  public String toString() {
    return first + "/" + prefixLength;
  }
}
