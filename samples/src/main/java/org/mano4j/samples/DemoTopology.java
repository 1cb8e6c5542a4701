package org.mano4j.samples;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;
import org.mano4j.samples.report.Topology;

/** What servers are connected with, and to which VNF they belong. */
final class DemoTopology {

  private final List<DemoResult.ServerRow> servers;

  private DemoTopology(List<DemoResult.ServerRow> servers) {
    this.servers = servers;
  }

  /**
   * Of servers.
   *
   * @param service says which VNF each is of; others are drawn alone
   * @param networks of the Pop, which know their ranges
   */
  static Topology of(
      Optional<NetworkServiceRecord> service,
      List<DemoResult.ServerRow> servers,
      List<Network> networks) {
    Map<String, String> ranges = new LinkedHashMap<>();
    networks.forEach(
        network ->
            ranges.put(
                network.name(),
                network.subnets().stream().map(Subnet::cidr).findFirst().orElse("")));
    List<Topology.Link> links =
        servers.stream()
            .flatMap(server -> server.ips().keySet().stream())
            .distinct()
            .map(name -> new Topology.Link(name, ranges.getOrDefault(name, "")))
            .toList();
    List<VirtualNetworkFunctionRecord> vnfrs =
        service.map(NetworkServiceRecord::vnfr).map(List::copyOf).orElse(List.of());
    return new Topology(links, new DemoTopology(servers).vnfs(vnfrs));
  }

  private List<Topology.Vnf> vnfs(List<VirtualNetworkFunctionRecord> vnfrs) {
    Set<String> placed = new HashSet<>();
    List<Topology.Vnf> known =
        vnfrs.stream()
            .map(
                vnfr -> {
                  Set<String> names = new HashSet<>();
                  vnfr.vnfcInstances().stream()
                      .map(instance -> instance.hostname())
                      .filter(Objects::nonNull)
                      .forEach(names::add);
                  placed.addAll(names);
                  return vnf(String.valueOf(vnfr.name()), names);
                })
            .filter(vnf -> !vnf.vnfcs().isEmpty())
            .toList();
    Stream<Topology.Vnf> alone =
        servers.stream()
            .map(DemoResult.ServerRow::name)
            .filter(name -> !placed.contains(name))
            .map(name -> vnf(name, Set.of(name)));
    return Stream.concat(known.stream(), alone).toList();
  }

  private Topology.Vnf vnf(String name, Set<String> instances) {
    return new Topology.Vnf(
        name,
        servers.stream()
            .filter(server -> instances.contains(server.name()))
            .map(DemoTopology::vnfc)
            .toList());
  }

  private static Topology.Vnfc vnfc(DemoResult.ServerRow server) {
    return new Topology.Vnfc(
        server.name(),
        server.status(),
        server.image(),
        server.ips().entrySet().stream()
            .flatMap(
                ip ->
                    ip.getValue().stream().map(address -> new Topology.Port(ip.getKey(), address)))
            .toList());
  }
}
