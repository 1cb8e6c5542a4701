package org.mano4j.pop.docker;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Optional;

/** Ranges of addresses, as texts such as {@code 172.17.0.0/16}. What is none overlaps nothing. */
final class Ranges {

  private Ranges() {}

  static boolean overlap(String one, String other) {
    return block(one)
        .flatMap(a -> block(other).filter(b -> a.contains(b) || b.contains(a)))
        .isPresent();
  }

  static boolean isIpv6(String range) {
    return block(range).filter(IPAddress::isIPv6).isPresent();
  }

  /** With no bits behind the prefix; empty if it is no range. */
  static Optional<IPAddress> block(String range) {
    return Optional.ofNullable(new IPAddressString(range).getAddress())
        .filter(IPAddress::isPrefixed)
        .map(IPAddress::toPrefixBlock);
  }
}
