package org.mano4j.pop.server;

import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where calls come from. */
final class Peer {

  /** Bytes of an IPv6 address that tell sites apart; the rest a site may choose at will. */
  private static final int SITE_BYTES = 8;

  private Peer() {}

  /** The address, without the port, which is another one for each connection. */
  static String address(ServerCall<?, ?> call) {
    InetAddress address = inet(call);
    return address == null ? "in-process" : address.getHostAddress();
  }

  /** What failures are counted by: an IPv4 address, or the site of an IPv6 address. */
  static String key(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      InetAddress parsed = InetAddress.getByName(address);
      if (parsed instanceof Inet6Address && !parsed.isLoopbackAddress()) {
        byte[] site = Arrays.copyOf(parsed.getAddress(), 2 * SITE_BYTES);
        Arrays.fill(site, SITE_BYTES, site.length, (byte) 0);
        return InetAddress.getByAddress(site).getHostAddress() + "/64";
      }
      return address;
    } catch (UnknownHostException e) {
      // Of an interface that has gone meanwhile: then the text is as good.
      return address;
    }
  }

  private static @Nullable InetAddress inet(ServerCall<?, ?> call) {
    @Nullable SocketAddress remote = call.getAttributes().get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR);
    return remote instanceof InetSocketAddress socket ? socket.getAddress() : null;
  }
}
