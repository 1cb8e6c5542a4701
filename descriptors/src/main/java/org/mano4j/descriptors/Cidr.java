package org.mano4j.descriptors;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.IncompatibleAddressException;
import java.util.Optional;

/**
 * A range of IPv4 addresses. Texts are read as an NFVO does: four decimal numbers, and a prefix
 * length where a range is meant.
 *
 * @param address the address that was written
 * @param first the address of the network
 * @param last the broadcast address
 * @param prefix length of the prefix
 */
record Cidr(long address, long first, long last, int prefix) {

  private static final int LONGEST = 64;

  /** Whatever is not four numbers, or two to eight groups, is no address here. */
  private static IPAddressStringParameters strict(boolean withPrefix) {
    return new IPAddressStringParameters.Builder()
        .allowEmpty(false)
        .allowAll(false)
        .allowSingleSegment(false)
        .allowWildcardedSeparator(false)
        .allowMask(false)
        .allowPrefix(withPrefix)
        .allowPrefixOnly(false)
        .getIPv4AddressParametersBuilder()
        .allow_inet_aton(false)
        .allowLeadingZeros(false)
        .allowBinary(false)
        .setRangeOptions(RangeParameters.NO_RANGE)
        .getParentBuilder()
        .getIPv6AddressParametersBuilder()
        .allowZone(false)
        .allowBinary(false)
        .allowBase85(false)
        .setRangeOptions(RangeParameters.NO_RANGE)
        .getParentBuilder()
        .toParams();
  }

  /** Loaded with the library, and only when there is an address to read. */
  private static final class Parameters {
    static final IPAddressStringParameters ADDRESS = strict(false);
    static final IPAddressStringParameters RANGE = strict(true);
  }

  private static Optional<IPAddress> parse(String text, IPAddressStringParameters parameters) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      return Optional.of(new IPAddressString(text, parameters).toAddress());
    } catch (AddressStringException | IncompatibleAddressException e) {
      return Optional.empty();
    }
  }

  /** Whether it is an IP address of either kind. */
  static boolean isAddress(String text) {
    return parse(text, Parameters.ADDRESS).isPresent();
  }

  /** Whether it is an IPv6 address or range. */
  static boolean isIpv6(String text) {
    return parse(text, Parameters.RANGE).filter(IPAddress::isIPv6).isPresent();
  }

  /** An IPv4 address as a number. */
  static Optional<Long> ipv4(String text) {
    return parse(text, Parameters.ADDRESS).filter(IPAddress::isIPv4).map(Cidr::number);
  }

  /** A range; empty if the text is none. */
  static Optional<Cidr> of(String text) {
    return parse(text, Parameters.RANGE)
        .filter(address -> address.isIPv4() && address.isPrefixed())
        .map(
            address -> {
              IPAddress block = address.toPrefixBlock();
              return new Cidr(
                  number(address),
                  number(block.getLower()),
                  number(block.getUpper()),
                  address.getNetworkPrefixLength());
            });
  }

  private static long number(IPAddress address) {
    return address.toIPv4().getLower().longValue();
  }

  boolean hasHostBits() {
    return address != first;
  }

  boolean contains(long ip) {
    return first <= ip && ip <= last;
  }

  boolean overlaps(Cidr other) {
    return first <= other.last && other.first <= last;
  }

  /** How many hosts it has room for, a gateway included. */
  long hosts() {
    return Math.max(0, last - first - 1);
  }

  /** Whether the address is that of the network or for broadcast. */
  boolean reserves(long ip) {
    return ip == first || ip == last;
  }

  /** The text of the range with its first address. */
  String text() {
    return text(first) + "/" + prefix;
  }

  /** The text of an IPv4 address. */
  static String text(long ip) {
    return (ip >> 24) + "." + (ip >> 16 & 255) + "." + (ip >> 8 & 255) + "." + (ip & 255);
  }
}
