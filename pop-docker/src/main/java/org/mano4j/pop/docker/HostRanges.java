package org.mano4j.pop.docker;

import inet.ipaddr.ipv4.IPv4Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ranges of addresses that the engine's host is connected to, or has a route to: a network of
 * the engine there would cut it off. Known only if this program runs on that host; an engine
 * elsewhere does not tell them.
 */
final class HostRanges {

  private static final Logger LOG = LoggerFactory.getLogger(HostRanges.class);

  /** Bridges that an engine has made for its networks: it keeps those apart itself. */
  private static final Pattern ENGINES_OWN =
      Pattern.compile("br-[0-9a-f]{12}|docker0|docker_gwbridge");

  private static final int DESTINATION = 1;
  private static final int MASK = 7;

  private final boolean local;
  private final Supplier<List<Connected>> connected;
  private final Path routes;

  HostRanges(URI engine) {
    this(isLocal(engine), HostRanges::interfaces, Path.of("/proc/net/route"));
  }

  /**
   * For tests.
   *
   * @param routes a table of IPv4 routes as Linux writes it
   */
  HostRanges(boolean local, Supplier<List<Connected>> connected, Path routes) {
    this.local = local;
    this.connected = connected;
    this.routes = routes;
  }

  /** All of them, as {@code 10.0.0.0/8}. */
  List<String> all() {
    return local
        ? Stream.concat(connected.get().stream().map(Connected::range), routed().stream()).toList()
        : List.of();
  }

  /** Where the host itself would lose its connection; empty if nowhere. */
  Optional<String> interfaceIn(String range) {
    return local
        ? connected.get().stream()
            .filter(each -> !ENGINES_OWN.matcher(each.name()).matches())
            .filter(each -> Ranges.overlap(range, each.range()))
            .findFirst()
            .map(each -> each.name() + " (" + each.range() + ")")
        : Optional.empty();
  }

  private static boolean isLocal(URI engine) {
    String host = engine.getHost();
    return host == null || host.equals("localhost") || host.startsWith("127.");
  }

  private static List<Connected> interfaces() {
    List<Connected> found = new ArrayList<>();
    try {
      for (NetworkInterface each : NetworkInterface.networkInterfaces().toList()) {
        for (InterfaceAddress on : each.getInterfaceAddresses()) {
          InetAddress address = on.getAddress();
          if (!address.isLinkLocalAddress()) {
            found.add(
                new Connected(
                    each.getName(),
                    address.getHostAddress().replaceFirst("%.*", "")
                        + "/"
                        + on.getNetworkPrefixLength()));
          }
        }
      }
    } catch (SocketException e) {
      LOG.warn("cannot read this host's addresses, so that no subnet keeps clear of them", e);
    }
    return found;
  }

  private List<String> routed() {
    if (!Files.isReadable(routes)) {
      return List.of();
    }
    try {
      return Files.readAllLines(routes).stream()
          .skip(1)
          .map(line -> line.trim().split("\\s+"))
          .filter(route -> route.length > MASK && !route[MASK].equals("00000000"))
          .map(route -> range(bits(route[DESTINATION]), bits(route[MASK])))
          .toList();
    } catch (IOException | NumberFormatException e) {
      LOG.warn("cannot read this host's routes, so that no subnet keeps clear of them", e);
      return List.of();
    }
  }

  private static String range(int address, int mask) {
    return new IPv4Address(address, Integer.bitCount(mask)).toCanonicalString();
  }

  /** Of hexadecimal digits with the last byte first. */
  private static int bits(String hex) {
    return Integer.reverseBytes(Integer.parseUnsignedInt(hex, 16));
  }

  /** An interface of the host and the range of one of its addresses. */
  record Connected(String name, String range) {}
}
