package org.mano4j.testkit.pop;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.math.BigInteger;
import java.util.concurrent.ThreadLocalRandom;

/** What addresses and subnets have to do with each other. */
final class Addresses {

  private Addresses() {}

  private static IPAddress block(String cidr) {
    IPAddress block = new IPAddressString(cidr).getAddress();
    if (block == null || block.getNetworkPrefixLength() == null) {
      throw new AssertionError("'" + cidr + "' is no subnet in CIDR form");
    }
    return block.toPrefixBlock();
  }

  static boolean isSubnet(String cidr) {
    IPAddress block = new IPAddressString(cidr).getAddress();
    return block != null && block.getNetworkPrefixLength() != null;
  }

  static boolean contains(String cidr, String address) {
    IPAddress one = new IPAddressString(address).getAddress();
    return one != null && one.getNetworkPrefixLength() == null && block(cidr).contains(one);
  }

  static boolean overlap(String cidr, String other) {
    return block(cidr).intersect(block(other)) != null;
  }

  /** The network address of a subnet. */
  static String first(String cidr) {
    return block(cidr).getLower().withoutPrefixLength().toCanonicalString();
  }

  /** The broadcast address of a subnet. */
  static String last(String cidr) {
    return block(cidr).getUpper().withoutPrefixLength().toCanonicalString();
  }

  /** One that is far from the first ones of a subnet, and whose last byte is neither 0 nor 255. */
  static String somewhere(String cidr) {
    IPAddress block = block(cidr);
    BigInteger size = block.getCount();
    long half = size.shiftRight(1).longValueExact();
    long at = half + ThreadLocalRandom.current().nextLong(Math.max(1, half));
    long last = (at & 0xff) == 0 || (at & 0xff) == 0xff ? at ^ 0x10 : at;
    return block.getLower().withoutPrefixLength().increment(last).toCanonicalString();
  }
}
