package org.mano4j.samples.site;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;

/**
 * What a descriptor needs around it to run: everything that it names.
 *
 * @param managers types of the VNFMs
 * @param vims names of the VIM instances; one of our own where the descriptor leaves the choice
 * @param networks names of the links, each with its range of addresses; empty for any
 * @param images what VDUs run, by name
 */
public record SitePlan(
    List<String> managers, List<String> vims, Map<String, String> networks, List<String> images) {

  static final String VIM_TYPE = "pop";
  static final String PLUGIN = "demo";

  private static final String OWN_VIM = "pop-1";

  /** Keeps the order of all. */
  public SitePlan {
    managers = List.copyOf(managers);
    vims = List.copyOf(vims);
    networks = Collections.unmodifiableMap(new LinkedHashMap<>(networks));
    images = List.copyOf(images);
  }

  /** What this descriptor needs. */
  public static SitePlan of(NetworkServiceDescriptor nsd) {
    return new SitePlan(
        nsd.vnfd().stream()
            .map(vnfd -> vnfd.endpoint())
            .filter(Objects::nonNull)
            .distinct()
            .toList(),
        vims(nsd),
        networks(nsd),
        vdus(nsd).flatMap(vdu -> vdu.vmImage().stream()).distinct().toList());
  }

  /** What the Pop calls itself. */
  String pop() {
    return vims.get(0);
  }

  /** The network of containers that ask for none. */
  String defaultNetwork() {
    return networks.keySet().iterator().next();
  }

  /** The networks, where those without a range have the next /16 that is free among them. */
  Map<String, String> ranges() {
    Map<String, String> ranges = new LinkedHashMap<>(networks);
    int next = 0;
    for (Map.Entry<String, String> network : ranges.entrySet()) {
      while (network.getValue().isEmpty()) {
        String range = range(next++);
        if (ranges.values().stream().noneMatch(taken -> overlap(taken, range))) {
          network.setValue(range);
        }
      }
    }
    return ranges;
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

  private static Map<String, String> networks(NetworkServiceDescriptor nsd) {
    Map<String, String> networks = new LinkedHashMap<>();
    nsd.vld().forEach(link -> put(networks, link.name(), link.cidr()));
    nsd.vnfd()
        .forEach(
            vnfd -> vnfd.virtualLink().forEach(link -> put(networks, link.name(), link.cidr())));
    if (networks.isEmpty()) {
      networks.put("private", "");
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
