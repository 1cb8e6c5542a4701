package org.mano4j.pop.nfv;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.descriptor.DeploymentFlavour;
import org.mano4j.catalogue.descriptor.DeploymentFlavourBuilder;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImage;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.DockerImage;
import org.mano4j.catalogue.vim.DockerImageBuilder;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.NFVImageBuilder;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.Quota;
import org.mano4j.catalogue.vim.QuotaBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.ServerBuilder;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.pop.Container;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.Resources;

/**
 * Pop values as catalogue values. Images and networks have a form for each kind of VIM, since an
 * NFVO looks for an image by {@code extId} (any kind), by {@code tags} (docker) or by {@code name}
 * (openstack).
 */
public final class PopMapping {

  private static final int UNLIMITED = 99_999;

  private PopMapping() {}

  /**
   * A container as a server. The host name is set: an NFVO finds a server by it after a launch
   * whose answer was lost.
   */
  public static Server server(Container container) {
    return server(container, List.of());
  }

  /**
   * The same with the addresses in the order of its interfaces, which a Pop does not keep.
   *
   * @param networks by name, the one of the first interface first; others come after them
   */
  static Server server(Container container, Collection<String> networks) {
    Map<String, List<String>> ips = new LinkedHashMap<>();
    Stream.concat(networks.stream(), container.endpoints().keySet().stream())
        .distinct()
        .filter(container.endpoints()::containsKey)
        .forEach(network -> ips.put(network, addresses(container.endpoints().get(network))));
    ips.values().removeIf(List::isEmpty);
    return ServerBuilder.builder()
        .extId(Marks.serverId(container))
        .name(container.name())
        .hostName(container.name())
        .instanceName(container.name())
        .status(container.status().name())
        .extendedStatus(container.extendedStatus())
        .image(
            NFVImageBuilder.builder().extId(container.imageId()).name(container.imageId()).build())
        .flavor(DeploymentFlavourBuilder.builder().extId(container.flavourId()).build())
        .ips(ips)
        .created(WireDate.of(container.created()))
        .build();
  }

  /** Of both families, IPv4 first. */
  private static List<String> addresses(Endpoint endpoint) {
    return Stream.of(endpoint.ipv4(), endpoint.ipv6())
        .filter(ip -> ip != null && !ip.address().isEmpty())
        .map(Ip::address)
        .toList();
  }

  /** What a VNFM gave a container: its metadata without the mark of the driver that launched it. */
  public static Map<String, String> environment(Container container) {
    return Collections.unmodifiableMap(Marks.environment(container));
  }

  /** A flavour; a limit that it does not have is 0, and a part of a processor counts as one. */
  public static DeploymentFlavour flavour(Flavour flavour) {
    return DeploymentFlavourBuilder.builder()
        .extId(flavour.id())
        .flavourKey(flavour.name())
        .vcpus((int) Math.min(Integer.MAX_VALUE, Math.ceil(flavour.vcpus())))
        .ram(capped(flavour.ram()))
        .disk(capped(flavour.disk()))
        .build();
  }

  /**
   * What is left of a Pop. An NFVO looks at it for VIMs of an openstack type; what the Pop does not
   * tell, or does not limit, is {@value #UNLIMITED}.
   */
  static Quota quota(PopInfo info) {
    Resources capacity = info.capacity();
    Resources used = info.used();
    return QuotaBuilder.builder()
        .cores(left((long) Math.floor(capacity.vcpus()), (long) Math.ceil(used.vcpus())))
        .ram(left(capacity.ram(), used.ram()))
        .instances(left(capacity.containers(), used.containers()))
        .floatingIps(UNLIMITED)
        .keyPairs(UNLIMITED)
        .tenant(info.name())
        .build();
  }

  private static int left(long capacity, long used) {
    return capacity <= 0 ? UNLIMITED : capped(Math.max(0, capacity - used));
  }

  private static int capped(long value) {
    return (int) Math.min(Integer.MAX_VALUE, value);
  }

  /** An image once under each name that descriptors may call it by, and once under its id. */
  static Stream<BaseNfvImage> genericImages(Image image) {
    return Stream.concat(image.names().stream(), Stream.of(image.id()))
        .distinct()
        .map(
            extId ->
                BaseNfvImageBuilder.builder()
                    .extId(extId)
                    .created(WireDate.of(image.created()))
                    .build());
  }

  static DockerImage dockerImage(Image image) {
    return DockerImageBuilder.builder()
        .extId(image.id())
        .tags(image.names())
        .created(WireDate.of(image.created()))
        .build();
  }

  /** An image once under each of its names; one without names under its id. */
  static Stream<NFVImage> openstackImages(Image image) {
    List<String> names = image.names().isEmpty() ? List.of(image.id()) : image.names();
    return names.stream()
        .map(
            name ->
                NFVImageBuilder.builder()
                    .extId(image.id())
                    .name(name)
                    .created(WireDate.of(image.created()))
                    .build());
  }

  static BaseNetwork genericNetwork(Network network) {
    return BaseNetworkBuilder.builder().extId(network.id()).name(network.name()).build();
  }

  static DockerNetwork dockerNetwork(Network network) {
    DockerNetworkBuilder builder =
        DockerNetworkBuilder.builder().extId(network.id()).name(network.name());
    network.subnets().stream()
        .findFirst()
        .ifPresent(subnet -> builder.subnet(subnet.cidr()).gateway(subnet.gateway()));
    return builder.build();
  }

  static org.mano4j.catalogue.vim.Network openstackNetwork(Network network) {
    return NetworkBuilder.builder()
        .extId(network.id())
        .name(network.name())
        .external(network.external())
        .subnets(subnets(network))
        .build();
  }

  /** The subnets of a network, the first one with the id of the network itself. */
  static List<org.mano4j.catalogue.vim.Subnet> subnets(Network network) {
    return IntStream.range(0, network.subnets().size())
        .mapToObj(
            i ->
                SubnetBuilder.builder()
                    .extId(i == 0 ? network.id() : network.id() + "-" + (i + 1))
                    .networkId(network.id())
                    .cidr(network.subnets().get(i).cidr())
                    .gatewayIp(network.subnets().get(i).gateway())
                    .build())
        .toList();
  }
}
