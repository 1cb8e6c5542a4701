package org.mano4j.pop.internal;

import com.google.protobuf.ProtocolStringList;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.Network;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.Subnet;

/** Values to messages and back. Never fails on what a peer sends: an absent part becomes empty. */
public final class PopWire {

  private PopWire() {}

  /** To the wire. */
  public static org.mano4j.pop.proto.Filter toProto(Filter filter) {
    org.mano4j.pop.proto.Filter.Builder out = org.mano4j.pop.proto.Filter.newBuilder();
    if (filter instanceof Filter.ById byId) {
      out.setId(byId.id());
    } else if (filter instanceof Filter.ByName byName) {
      out.setName(byName.name());
    }
    return out.build();
  }

  /** From the wire; an option that is set to empty text is not the empty filter. */
  public static Filter fromProto(org.mano4j.pop.proto.Filter in) {
    return switch (in.getOptionsCase()) {
      case ID -> Filter.byId(in.getId());
      case NAME -> Filter.byName(in.getName());
      case OPTIONS_NOT_SET -> Filter.all();
    };
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.ContainerConfig toProto(ContainerConfig config) {
    return org.mano4j.pop.proto.ContainerConfig.newBuilder()
        .setName(config.name())
        .setImageId(config.imageId())
        .setFlavourId(config.flavourId())
        .putAllEndpoints(values(config.endpoints(), PopWire::toProto))
        .build();
  }

  /** From the wire. */
  public static ContainerConfig fromProto(org.mano4j.pop.proto.ContainerConfig in) {
    return new ContainerConfig(
        in.getName(),
        in.getImageId(),
        in.getFlavourId(),
        values(in.getEndpointsMap(), PopWire::fromProto));
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Container toProto(Container container) {
    Instant started = container.started();
    return org.mano4j.pop.proto.Container.newBuilder()
        .setId(container.id())
        .addAllNames(container.names())
        .setImageId(container.imageId())
        .setFlavourId(container.flavourId())
        .setCommand(container.command())
        .setCreated(container.created().getEpochSecond())
        .setStarted(started == null ? 0 : started.getEpochSecond())
        .setStatus(toProto(container.status()))
        .setExtendedStatus(container.extendedStatus())
        .putAllEndpoints(values(container.endpoints(), PopWire::toProto))
        .setMd(toProto(container.metadata()))
        .build();
  }

  /** From the wire. */
  public static Container fromProto(org.mano4j.pop.proto.Container in) {
    return ContainerBuilder.builder()
        .id(in.getId())
        .names(in.getNamesList())
        .imageId(in.getImageId())
        .flavourId(in.getFlavourId())
        .command(in.getCommand().strip())
        .created(instant(in.getCreated()))
        .started(in.getStarted() == 0 ? null : instant(in.getStarted()))
        .status(fromProto(in.getStatus()))
        .extendedStatus(in.getExtendedStatus())
        .endpoints(values(in.getEndpointsMap(), PopWire::fromProto))
        .metadata(in.getMd().getEntriesMap())
        .build();
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Metadata toProto(Map<String, String> metadata) {
    return org.mano4j.pop.proto.Metadata.newBuilder().putAllEntries(metadata).build();
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Image toProto(Image image) {
    return org.mano4j.pop.proto.Image.newBuilder()
        .setId(image.id())
        .addAllNames(image.names())
        .setCreated(image.created().getEpochSecond())
        .build();
  }

  /** From the wire. */
  public static Image fromProto(org.mano4j.pop.proto.Image in) {
    ProtocolStringList names = in.getNamesList();
    return new Image(in.getId(), names, instant(in.getCreated()));
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Network toProto(Network network) {
    return org.mano4j.pop.proto.Network.newBuilder()
        .setId(network.id())
        .setName(network.name())
        .setExternal(network.external())
        .addAllSubnets(network.subnets().stream().map(PopWire::toProto).toList())
        .build();
  }

  /** From the wire. */
  public static Network fromProto(org.mano4j.pop.proto.Network in) {
    List<Subnet> subnets = in.getSubnetsList().stream().map(PopWire::fromProto).toList();
    return new Network(in.getId(), in.getName(), in.getExternal(), subnets);
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Flavour toProto(Flavour flavour) {
    return org.mano4j.pop.proto.Flavour.newBuilder()
        .setId(flavour.id())
        .setName(flavour.name())
        .build();
  }

  /** From the wire. */
  public static Flavour fromProto(org.mano4j.pop.proto.Flavour in) {
    return new Flavour(in.getId(), in.getName());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Infos toProto(PopInfo info) {
    return org.mano4j.pop.proto.Infos.newBuilder()
        .setType(info.type())
        .setName(info.name())
        .setTimestamp(info.time().getEpochSecond())
        .build();
  }

  /** From the wire. */
  public static PopInfo fromProto(org.mano4j.pop.proto.Infos in) {
    return new PopInfo(in.getType(), in.getName(), instant(in.getTimestamp()));
  }

  private static org.mano4j.pop.proto.Endpoint toProto(Endpoint endpoint) {
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

  private static Endpoint fromProto(org.mano4j.pop.proto.Endpoint in) {
    return new Endpoint(
        in.getNetId(),
        in.getNetName(),
        in.getEndpointId(),
        in.hasIpv4() ? fromProto(in.getIpv4()) : null,
        in.hasIpv6() ? fromProto(in.getIpv6()) : null,
        in.getMac());
  }

  private static org.mano4j.pop.proto.Ip toProto(Ip ip) {
    org.mano4j.pop.proto.Ip.Builder out =
        org.mano4j.pop.proto.Ip.newBuilder().setAddress(ip.address());
    Subnet subnet = ip.subnet();
    return subnet == null ? out.build() : out.setSubnet(toProto(subnet)).build();
  }

  /** First-generation Pops send an IPv6 message with nothing in it: that is no address. */
  private static @Nullable Ip fromProto(org.mano4j.pop.proto.Ip in) {
    if (in.getAddress().isEmpty() && !in.hasSubnet()) {
      return null;
    }
    return new Ip(in.getAddress(), in.hasSubnet() ? fromProto(in.getSubnet()) : null);
  }

  private static org.mano4j.pop.proto.Subnet toProto(Subnet subnet) {
    return org.mano4j.pop.proto.Subnet.newBuilder()
        .setCidr(subnet.cidr())
        .setGateway(subnet.gateway())
        .build();
  }

  private static Subnet fromProto(org.mano4j.pop.proto.Subnet in) {
    return new Subnet(in.getCidr(), in.getGateway());
  }

  private static org.mano4j.pop.proto.Container.Status toProto(ContainerStatus status) {
    return org.mano4j.pop.proto.Container.Status.valueOf(status.name());
  }

  private static ContainerStatus fromProto(org.mano4j.pop.proto.Container.Status in) {
    return in == org.mano4j.pop.proto.Container.Status.UNRECOGNIZED
        ? ContainerStatus.UNAVAILABLE
        : ContainerStatus.valueOf(in.name());
  }

  /** A time that no {@link Instant} can hold becomes the nearest one that does. */
  private static Instant instant(long seconds) {
    if (seconds > Instant.MAX.getEpochSecond()) {
      return Instant.MAX;
    }
    return seconds < Instant.MIN.getEpochSecond() ? Instant.MIN : Instant.ofEpochSecond(seconds);
  }

  private static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> each) {
    Map<String, B> out = new TreeMap<>();
    map.forEach((key, value) -> out.put(key, each.apply(value)));
    return out;
  }
}
