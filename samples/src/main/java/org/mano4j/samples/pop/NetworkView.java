package org.mano4j.samples.pop;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mano4j.pop.Network;
import org.mano4j.pop.Subnet;

/** A network with the keys of the first {@code pop}; the MTU only if the Pop tells one. */
record NetworkView(
    int version,
    String name,
    String extId,
    boolean external,
    boolean shared,
    List<SubnetView> subnets,
    @JsonInclude(Include.NON_DEFAULT) int mtu) {

  static final Table<NetworkView> TABLE =
      new Table<NetworkView>()
          .column("NAME", NetworkView::name)
          .column("EXTERNAL", network -> network.external ? "yes" : "no")
          .column("SUBNETS", network -> joined(network.subnets.stream().map(SubnetView::cidr)))
          .column(
              "GATEWAYS", network -> joined(network.subnets.stream().map(SubnetView::gatewayIp)))
          .column("ID", NetworkView::extId);

  static NetworkView of(Network network) {
    return new NetworkView(
        0,
        network.name(),
        network.id(),
        network.external(),
        false,
        network.subnets().stream().map(subnet -> SubnetView.of(network, subnet)).toList(),
        network.mtu());
  }

  private static String joined(Stream<String> texts) {
    return texts.filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
  }

  /** A subnet of it. */
  record SubnetView(
      int version,
      String name,
      String extId,
      String networkId,
      String cidr,
      String gatewayIp,
      @JsonInclude(Include.NON_EMPTY) String allocationRange) {

    static SubnetView of(Network network, Subnet subnet) {
      return new SubnetView(
          0, "", network.id(), "", subnet.cidr(), subnet.gateway(), subnet.allocationRange());
    }
  }
}
