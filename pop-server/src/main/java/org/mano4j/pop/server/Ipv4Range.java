package org.mano4j.pop.server;

import java.util.OptionalLong;

/**
 * A range of IPv4 addresses, which are numbers from 0 to 2^32 - 1 here: no objects, so that a pool
 * of them is cheap.
 *
 * @param base the lowest address
 * @param prefixLength 0 to 32
 */
record Ipv4Range(long base, int prefixLength) {

  /**
   * Reads {@code 172.16.0.0/16}; bits behind the prefix are cleared.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static Ipv4Range parse(String cidr) {
    int slash = cidr.indexOf('/');
    OptionalLong address = slash < 0 ? OptionalLong.empty() : address(cidr.substring(0, slash));
    OptionalLong length = number(cidr.substring(slash + 1), 32);
    if (address.isEmpty() || length.isEmpty()) {
      throw new IllegalArgumentException(
          "'" + cidr + "' is no IPv4 subnet; write one as 172.16.0.0/16");
    }
    int prefixLength = (int) length.getAsLong();
    long mask = 0xFFFF_FFFFL << (32 - prefixLength) & 0xFFFF_FFFFL;
    return new Ipv4Range(address.getAsLong() & mask, prefixLength);
  }

  /** Reads {@code 172.16.0.1}; empty if it is something else. */
  static OptionalLong address(String text) {
    String[] parts = text.split("\\.", 5);
    if (parts.length != 4) {
      return OptionalLong.empty();
    }
    long address = 0;
    for (String part : parts) {
      OptionalLong octet = number(part, 255);
      if (octet.isEmpty()) {
        return OptionalLong.empty();
      }
      address = address << 8 | octet.getAsLong();
    }
    return OptionalLong.of(address);
  }

  static String text(long address) {
    return (address >> 24 & 255)
        + "."
        + (address >> 16 & 255)
        + "."
        + (address >> 8 & 255)
        + "."
        + (address & 255);
  }

  long size() {
    return 1L << (32 - prefixLength);
  }

  boolean contains(long address) {
    return address >= base && address < base + size();
  }

  /** Whether there are a network and a broadcast address; not in /31 and /32 (RFC 3021). */
  boolean hasReservedEnds() {
    return prefixLength < 31;
  }

  /** The lowest address for a host. */
  long firstHost() {
    return hasReservedEnds() ? base + 1 : base;
  }

  /** The highest address for a host. */
  long lastHost() {
    return hasReservedEnds() ? base + size() - 2 : base + size() - 1;
  }

  @Override
  public String toString() {
    return text(base) + "/" + prefixLength;
  }

  /** Decimal without sign and superfluous zeros, which some parsers would take for octal. */
  private static OptionalLong number(String digits, int max) {
    boolean plain =
        !digits.isEmpty()
            && digits.length() <= 3
            && digits.chars().allMatch(c -> c >= '0' && c <= '9')
            && (digits.length() == 1 || digits.charAt(0) != '0');
    int value = plain ? Integer.parseInt(digits) : -1;
    return value >= 0 && value <= max ? OptionalLong.of(value) : OptionalLong.empty();
  }
}
