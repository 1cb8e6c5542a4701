package org.mano4j.pop.nfv;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.pop.Container;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.Resources;
import org.mano4j.pop.Subnet;

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
    Map<String, List<String>> ips = new LinkedHashMap<>();
    container
        .endpoints()
        .forEach(
            (network, endpoint) -> {
              List<String> addresses = addresses(endpoint);
              if (!addresses.isEmpty()) {
                ips.put(network, addresses);
              }
            });
    return ServerBuilder.builder()
        .extId(container.id())
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
    Map<String, String> entries = new LinkedHashMap<>(container.metadata());
    entries.remove(Ownership.KEY);
    return Collections.unmodifiableMap(entries);
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
        .subnets(network.subnets().stream().map(s -> subnet(network, s)).toList())
        .build();
  }

  /**
   * What a network is to be made of. Only a network of a VIM of an openstack or docker type tells
   * its addresses; for any other, an NFVO sends the name alone, and the Pop picks a subnet.
   */
  static NetworkConfig networkConfig(VimNetwork network) {
    NetworkConfig config = NetworkConfig.of(Objects.requireNonNullElse(network.name(), ""));
    if (network instanceof org.mano4j.catalogue.vim.Network openstack) {
      return config
          .withExternal(Boolean.TRUE.equals(openstack.external()))
          .withSubnets(
              openstack.subnets().stream().flatMap(s -> subnet(s.cidr(), s.gatewayIp())).toList());
    }
    return network instanceof DockerNetwork docker
        ? config.withSubnets(subnet(docker.subnet(), docker.gateway()).toList())
        : config;
  }

  private static Stream<Subnet> subnet(@Nullable String cidr, @Nullable String gateway) {
    return cidr == null || cidr.isBlank()
        ? Stream.empty()
        : Stream.of(new Subnet(cidr, Objects.requireNonNullElse(gateway, "")));
  }

  private static org.mano4j.catalogue.vim.Subnet subnet(Network network, Subnet subnet) {
    return SubnetBuilder.builder()
        .extId(network.id())
        .networkId(network.id())
        .cidr(subnet.cidr())
        .gatewayIp(subnet.gateway())
        .build();
  }
}
