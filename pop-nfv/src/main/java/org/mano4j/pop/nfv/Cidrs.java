package org.mano4j.pop.nfv;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;

/** Ranges of addresses as text, which may have bits behind the prefix that mean nothing. */
final class Cidrs {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])";

  /** No name, so that nothing is looked up in the DNS. */
  private static final Pattern LITERAL =
      Pattern.compile(
          "(" + OCTET + "(\\." + OCTET + "){3}|[0-9a-fA-F.]*:[0-9a-fA-F.:]*)/[0-9]{1,3}");

  private Cidrs() {}

  /** Whether two texts mean the same range. */
  static boolean same(String one, String other) {
    return one.equals(other) || range(one).isPresent() && range(one).equals(range(other));
  }

  /** Whether a network has all these subnets. */
  static boolean contains(Network network, List<Subnet> subnets) {
    return subnets.stream()
        .allMatch(
            wish -> network.subnets().stream().anyMatch(has -> same(wish.cidr(), has.cidr())));
  }

  /** The subnets of a network, for messages. */
  static List<String> of(Network network) {
    return network.subnets().stream().map(Subnet::cidr).toList();
  }

  private static Optional<Range> range(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    try {
      byte[] address = InetAddress.getByName(text.substring(0, slash)).getAddress();
      int bits = address.length * Byte.SIZE;
      int prefix = Integer.parseInt(text.substring(slash + 1));
      return prefix > bits
          ? Optional.empty()
          : Optional.of(
              new Range(bits, prefix, new BigInteger(1, address).shiftRight(bits - prefix)));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private record Range(int bits, int prefix, BigInteger network) {}
}
