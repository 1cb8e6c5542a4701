package org.mano4j.pop.nfv;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopClient;

/** The ports of a launch as endpoints of a container. */
final class Ports {

  private Ports() {}

  /**
   * What is wanted, by the name of the network, in the order of the interfaces.
   *
   * @throws VimDriverException if a port has no link, or two ports have the same
   */
  static Map<String, Endpoint> of(LaunchRequest request, PopClient pop) {
    List<VNFDConnectionPoint> ports =
        request.networks().stream().sorted(Comparator.comparingInt(Ports::place)).toList();
    Map<String, Endpoint> endpoints = new LinkedHashMap<>();
    for (VNFDConnectionPoint port : ports) {
      String link = link(request.name(), port, pop);
      String fixed = text(port.fixedIp());
      Endpoint wanted = fixed.isEmpty() ? Endpoint.automatic() : Endpoint.fixed(fixed);
      if (endpoints.put(link, wanted) != null) {
        throw new VimDriverException(
            "two ports of '"
                + request.name()
                + "' are on link '"
                + link
                + "', but a container has one port on a network; take one away in the VNFD, or give"
                + " it a link of its own");
      }
    }
    return endpoints;
  }

  private static int place(VNFDConnectionPoint port) {
    return port.interfaceId() == null ? 0 : port.interfaceId();
  }

  private static String link(String server, VNFDConnectionPoint port, PopClient pop) {
    String link = text(port.virtualLinkReference());
    String id = text(port.virtualLinkReferenceId());
    if (link.isEmpty() && id.isEmpty()) {
      throw new VimDriverException(
          "a port of '" + server + "' names no link; give its virtual_link_reference");
    }
    return link.isEmpty()
        ? pop.network(Filter.byId(id))
            .map(Network::name)
            .orElseThrow(
                () ->
                    new VimDriverException(
                        "a port of '"
                            + server
                            + "' is on the network with id '"
                            + id
                            + "', which the Pop does not have; give its virtual_link_reference"))
        : link;
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text.strip();
  }
}
