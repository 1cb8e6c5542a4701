package org.mano4j.samples;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpUri;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.testkit.OfflineSite;

/**
 * What a descriptor needs around it to run: everything that it names.
 *
 * @param managers types of the VNFMs
 * @param vims names of the VIM instances; one of our own where the descriptor leaves the choice
 * @param networks names of the links, each with its range of addresses
 */
record DemoPlan(List<String> managers, List<String> vims, Map<String, String> networks) {

  private static final String OWN_VIM = "pop-1";

  static DemoPlan of(NetworkServiceDescriptor nsd) {
    return new DemoPlan(
        nsd.vnfd().stream()
            .map(vnfd -> vnfd.endpoint())
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        vims(nsd),
        networks(nsd));
  }

  /**
   * A site with one Pop behind all VIM instances; it offers any image.
   *
   * @param broker what everybody talks over; null for one inside the JVM
   */
  OfflineSite site(@Nullable AmqpUri broker) {
    OfflineSite.Builder builder = OfflineSite.builder();
    if (broker != null) {
      builder.broker(new AmqpBusConnector(broker.options()), broker.credentials());
    }
    String pop = vims.get(0);
    builder.pop(pop, this::platform, networks.keySet().stream().findFirst().orElse(""));
    vims.forEach(vim -> builder.vim(vim, pop));
    managers.forEach(type -> builder.vnfm(type, new MgmtVnfm()));
    return builder.build();
  }

  private InMemoryPopBackend.Builder platform(InMemoryPopBackend.Builder backend) {
    backend.offerAnyImage();
    networks.forEach(backend::network);
    return backend;
  }

  private static List<String> vims(NetworkServiceDescriptor nsd) {
    List<String> named =
        vdus(nsd)
            .flatMap(vdu -> vdu.vimInstanceName().stream())
            .map(name -> name.contains(":") ? name.substring(0, name.lastIndexOf(':')) : name)
            .distinct()
            .toList();
    return named.isEmpty() ? List.of(OWN_VIM) : named;
  }

  private static Stream<VirtualDeploymentUnit> vdus(NetworkServiceDescriptor nsd) {
    return nsd.vnfd().stream().flatMap(vnfd -> vnfd.vdu().stream());
  }

  /** A link without a range of its own gets the next free /16. */
  private static Map<String, String> networks(NetworkServiceDescriptor nsd) {
    Map<String, String> networks = new LinkedHashMap<>();
    nsd.vld().forEach(link -> put(networks, link.name(), link.cidr()));
    nsd.vnfd()
        .forEach(
            vnfd -> vnfd.virtualLink().forEach(link -> put(networks, link.name(), link.cidr())));
    if (networks.isEmpty()) {
      networks.put("private", "");
    }
    int next = 0;
    for (Map.Entry<String, String> network : networks.entrySet()) {
      while (network.getValue().isEmpty()) {
        String range = range(next++);
        if (networks.values().stream().noneMatch(taken -> overlap(taken, range))) {
          network.setValue(range);
        }
      }
    }
    return networks;
  }

  private static boolean overlap(String one, String other) {
    IPAddress first = new IPAddressString(one).getAddress();
    IPAddress second = new IPAddressString(other).getAddress();
    return first != null
        && second != null
        && first.toPrefixBlock().intersect(second.toPrefixBlock()) != null;
  }

  private static void put(
      Map<String, String> networks, @Nullable String name, @Nullable String range) {
    if (name != null) {
      networks.merge(name, range == null ? "" : range, (old, other) -> old.isEmpty() ? other : old);
    }
  }

  private static String range(int index) {
    return index < 16 ? "172." + (16 + index) + ".0.0/16" : "10." + (index - 16) + ".0.0/16";
  }
}
