package org.mano4j.samples.daemon;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/**
 * Where to listen, as {@code host:port}. Without a host it is the loopback address: who may reach a
 * program is to be said, and not to be left out.
 *
 * @param socket the address
 * @param hostIsNamed whether the text says more than the port
 */
public record Netaddr(InetSocketAddress socket, boolean hostIsNamed) {

  private static final int DEFAULT_PORT = 60000;

  /** Where a Pop listens unless it is said. */
  public static final Netaddr DEFAULT =
      new Netaddr(new InetSocketAddress(InetAddress.getLoopbackAddress(), DEFAULT_PORT), true);

  private static final String FORM =
      "must be an address of this machine and a port, such as 127.0.0.1:60000, or 0.0.0.0:60000 for"
          + " all its addresses";

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException with what it must be, to follow its name
   */
  public static Netaddr parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "" : text.substring(0, colon).trim();
    String digits = text.substring(colon + 1).trim();
    boolean bare = host.contains(":") && !(host.startsWith("[") && host.endsWith("]"));
    if (colon < 0 || bare || !digits.matches("\\d{1,5}") || Integer.parseInt(digits) > 65535) {
      throw new IllegalArgumentException(FORM);
    }
    int port = Integer.parseInt(digits);
    if (host.isEmpty()) {
      InetAddress loopback = InetAddress.getLoopbackAddress();
      return new Netaddr(new InetSocketAddress(loopback, port), false);
    }
    try {
      return new Netaddr(new InetSocketAddress(InetAddress.getByName(host), port), true);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(FORM + "; the host is not known", e);
    }
  }
}
