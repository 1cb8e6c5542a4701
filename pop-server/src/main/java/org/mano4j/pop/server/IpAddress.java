package org.mano4j.pop.server;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv4.IPv4Address;
import inet.ipaddr.ipv6.IPv6Address;
import java.math.BigInteger;
import java.util.Optional;

/**
 * An IPv4 or IPv6 address as a number. A library reads and writes the texts; what a Pop does with
 * the numbers is in {@link AddressPool} (docs/decisions/0010).
 *
 * @param value 0 to 2^32 - 1, or 2^128 - 1 for IPv6
 */
record IpAddress(boolean ipv6, BigInteger value) {

  /** Only what is one address for everybody: no octal, no ranges, no zones, no short forms. */
  private static final IPAddressStringParameters STRICT =
      new IPAddressStringParameters.Builder()
          .allowEmpty(false)
          .allowAll(false)
          .allowSingleSegment(false)
          .allowWildcardedSeparator(false)
          .allowMask(false)
          .allow_inet_aton(false)
          .setRangeOptions(RangeParameters.NO_RANGE)
          .getIPv4AddressParametersBuilder()
          .allowLeadingZeros(false)
          .allowBinary(false)
          .getParentBuilder()
          .getIPv6AddressParametersBuilder()
          .allowZone(false)
          .allowBase85(false)
          .allowBinary(false)
          .getParentBuilder()
          .toParams();

  /** The longest text is an IPv6 address that ends like an IPv4 one, with its prefix length. */
  private static final int MAX_TEXT = 49;

  /** Reads {@code 172.16.0.1} or {@code fd00::1}; empty if it is something else. */
  static Optional<IpAddress> parse(String text) {
    return read(text).filter(a -> !a.isPrefixed()).map(IpAddress::of);
  }

  static IpAddress of(IPAddress address) {
    return new IpAddress(address.isIPv6(), address.getValue());
  }

  /** An address, with or without a prefix length behind it. */
  static Optional<IPAddress> read(String text) {
    boolean plausible =
        !text.isEmpty() && text.length() <= MAX_TEXT && text.chars().noneMatch(c -> c <= ' ');
    return plausible
        ? Optional.ofNullable(new IPAddressString(text, STRICT).getAddress())
        : Optional.empty();
  }

  IpAddress plus(long offset) {
    return new IpAddress(ipv6, value.add(BigInteger.valueOf(offset)));
  }

  /** In the canonical form, of RFC 5952 for IPv6. */
  @Override
  public String toString() {
    return ipv6
        ? new IPv6Address(value).toCanonicalString()
        : new IPv4Address(value.intValue()).toCanonicalString();
  }
}
