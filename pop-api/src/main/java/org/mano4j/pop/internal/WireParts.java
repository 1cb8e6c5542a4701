package org.mano4j.pop.internal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Ip;
import org.mano4j.pop.NetworkStats;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.Resources;
import org.mano4j.pop.Subnet;

/** What the messages of {@link PopWire} are made of. */
final class WireParts {

  private WireParts() {}

  static org.mano4j.pop.proto.NetworkStats toProto(NetworkStats stats) {
    return org.mano4j.pop.proto.NetworkStats.newBuilder()
        .setReceivedBytes(stats.receivedBytes())
        .setReceivedPackets(stats.receivedPackets())
        .setSentBytes(stats.sentBytes())
        .setSentPackets(stats.sentPackets())
        .build();
  }

  static NetworkStats fromProto(org.mano4j.pop.proto.NetworkStats in) {
    return new NetworkStats(
        in.getReceivedBytes(), in.getReceivedPackets(), in.getSentBytes(), in.getSentPackets());
  }

  static org.mano4j.pop.proto.Resources toProto(Resources resources) {
    return org.mano4j.pop.proto.Resources.newBuilder()
        .setContainers(resources.containers())
        .setVcpus(resources.vcpus())
        .setRam(resources.ram())
        .build();
  }

  static Resources fromProto(org.mano4j.pop.proto.Resources in) {
    return new Resources(in.getContainers(), in.getVcpus(), in.getRam());
  }

  static org.mano4j.pop.proto.NetworkUse toProto(NetworkUse use) {
    return org.mano4j.pop.proto.NetworkUse.newBuilder()
        .setNetId(use.networkId())
        .setNetName(use.networkName())
        .setAddresses(use.addresses())
        .setAddressesUsed(use.used())
        .build();
  }

  static NetworkUse fromProto(org.mano4j.pop.proto.NetworkUse in) {
    return new NetworkUse(in.getNetId(), in.getNetName(), in.getAddresses(), in.getAddressesUsed());
  }

  static org.mano4j.pop.proto.Endpoint toProto(Endpoint endpoint) {
    org.mano4j.pop.proto.Endpoint.Builder out =
        org.mano4j.pop.proto.Endpoint.newBuilder()
            .setNetId(endpoint.networkId())
            .setNetName(endpoint.networkName())
            .setEndpointId(endpoint.endpointId())
            .setMac(endpoint.mac());
    Ip ipv4 = endpoint.ipv4();
    if (ipv4 != null) {
      out.setIpv4(toProto(ipv4));
    }
    Ip ipv6 = endpoint.ipv6();
    if (ipv6 != null) {
      out.setIpv6(toProto(ipv6));
    }
    return out.build();
  }

  static Endpoint fromProto(org.mano4j.pop.proto.Endpoint in) {
    return new Endpoint(
        in.getNetId(),
        in.getNetName(),
        in.getEndpointId(),
        in.hasIpv4() ? fromProto(in.getIpv4()) : null,
        in.hasIpv6() ? fromProto(in.getIpv6()) : null,
        in.getMac());
  }

  static org.mano4j.pop.proto.Ip toProto(Ip ip) {
    org.mano4j.pop.proto.Ip.Builder out =
        org.mano4j.pop.proto.Ip.newBuilder().setAddress(ip.address());
    Subnet subnet = ip.subnet();
    return subnet == null ? out.build() : out.setSubnet(toProto(subnet)).build();
  }

  /** First-generation Pops send an IPv6 message with nothing in it: that is no address. */
  static @Nullable Ip fromProto(org.mano4j.pop.proto.Ip in) {
    if (in.getAddress().isEmpty() && !in.hasSubnet()) {
      return null;
    }
    return new Ip(in.getAddress(), in.hasSubnet() ? fromProto(in.getSubnet()) : null);
  }

  static org.mano4j.pop.proto.Subnet toProto(Subnet subnet) {
    return org.mano4j.pop.proto.Subnet.newBuilder()
        .setCidr(subnet.cidr())
        .setGateway(subnet.gateway())
        .setAllocationRange(subnet.allocationRange())
        .build();
  }

  /** First-generation Pops repeat the subnet in the place of the gateway: that is no address. */
  static Subnet fromProto(org.mano4j.pop.proto.Subnet in) {
    String gateway = in.getGateway().contains("/") ? "" : in.getGateway();
    return new Subnet(in.getCidr(), gateway, in.getAllocationRange());
  }

  static org.mano4j.pop.proto.Container.Status toProto(ContainerStatus status) {
    return org.mano4j.pop.proto.Container.Status.valueOf(status.name());
  }

  static ContainerStatus fromProto(org.mano4j.pop.proto.Container.Status in) {
    return in == org.mano4j.pop.proto.Container.Status.UNRECOGNIZED
        ? ContainerStatus.UNAVAILABLE
        : ContainerStatus.valueOf(in.name());
  }

  /** A time that no {@link Instant} can hold becomes the nearest one that does. */
  static Instant instant(long seconds) {
    if (seconds > Instant.MAX.getEpochSecond()) {
      return Instant.MAX;
    }
    return seconds < Instant.MIN.getEpochSecond() ? Instant.MIN : Instant.ofEpochSecond(seconds);
  }

  static long seconds(@Nullable Instant time) {
    return time == null ? 0 : time.getEpochSecond();
  }

  static List<Subnet> subnets(List<org.mano4j.pop.proto.Subnet> in) {
    return in.stream().map(WireParts::fromProto).toList();
  }

  static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> each) {
    if (map.isEmpty()) {
      return Map.of();
    }
    if (map.size() == 1) {
      // Nearly every container has one endpoint.
      Map.Entry<String, A> only = map.entrySet().iterator().next();
      return Map.of(only.getKey(), each.apply(only.getValue()));
    }
    // In this order on the wire, too.
    Map<String, B> out = new TreeMap<>();
    map.forEach((key, value) -> out.put(key, each.apply(value)));
    return out;
  }
}
