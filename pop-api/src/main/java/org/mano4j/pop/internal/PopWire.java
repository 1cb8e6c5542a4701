package org.mano4j.pop.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.ProtocolStringList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Ip;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.NetworkStats;
import org.mano4j.pop.NetworkUse;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.PullProgress;
import org.mano4j.pop.Resources;
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
    org.mano4j.pop.proto.ContainerConfig.Builder out =
        org.mano4j.pop.proto.ContainerConfig.newBuilder();
    out.setName(config.name())
        .setImageId(config.imageId())
        .setFlavourId(config.flavourId())
        .putAllEndpoints(values(config.endpoints(), PopWire::toProto))
        .setIdempotencyKey(config.idempotencyKey())
        .putAllLabels(config.labels());
    if (!config.metadata().isEmpty()) {
      out.setMd(toProto(config.metadata()));
    }
    return out.build();
  }

  /** From the wire. */
  public static ContainerConfig fromProto(org.mano4j.pop.proto.ContainerConfig in) {
    return new ContainerConfig(
        in.getName(),
        in.getImageId(),
        in.getFlavourId(),
        values(in.getEndpointsMap(), PopWire::fromProto),
        in.getMd().getEntriesMap(),
        in.getLabelsMap(),
        in.getIdempotencyKey());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Container toProto(Container container) {
    org.mano4j.pop.proto.Container.Builder out = org.mano4j.pop.proto.Container.newBuilder();
    Integer exitCode = container.exitCode();
    if (exitCode != null) {
      out.setExitCode(exitCode);
    }
    return out.setId(container.id())
        .addAllNames(container.names())
        .setImageId(container.imageId())
        .setFlavourId(container.flavourId())
        .setCommand(container.command())
        .setCreated(container.created().getEpochSecond())
        .setStarted(seconds(container.started()))
        .setFinished(seconds(container.finished()))
        .setLife(container.life())
        .putAllLabels(container.labels())
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
        .life(in.getLife())
        .exitCode(in.hasExitCode() ? in.getExitCode() : null)
        .finished(in.getFinished() == 0 ? null : instant(in.getFinished()))
        .labels(in.getLabelsMap())
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
        .setMtu(network.mtu())
        .build();
  }

  /** From the wire. */
  public static Network fromProto(org.mano4j.pop.proto.Network in) {
    return new Network(
        in.getId(), in.getName(), in.getExternal(), subnets(in.getSubnetsList()), in.getMtu());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.NetworkConfig toProto(NetworkConfig config) {
    return org.mano4j.pop.proto.NetworkConfig.newBuilder()
        .setName(config.name())
        .setExternal(config.external())
        .addAllSubnets(config.subnets().stream().map(PopWire::toProto).toList())
        .setMtu(config.mtu())
        .build();
  }

  /** From the wire. */
  public static NetworkConfig fromProto(org.mano4j.pop.proto.NetworkConfig in) {
    return new NetworkConfig(
        in.getName(), in.getExternal(), subnets(in.getSubnetsList()), in.getMtu());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Flavour toProto(Flavour flavour) {
    return org.mano4j.pop.proto.Flavour.newBuilder()
        .setId(flavour.id())
        .setName(flavour.name())
        .setVcpus(flavour.vcpus())
        .setRam(flavour.ram())
        .setDisk(flavour.disk())
        .setPids(flavour.pids())
        .addAllCapabilities(flavour.capabilities())
        .addAllDevices(flavour.devices())
        .build();
  }

  /** From the wire. */
  public static Flavour fromProto(org.mano4j.pop.proto.Flavour in) {
    double vcpus = in.getVcpus();
    return new Flavour(
        in.getId(),
        in.getName(),
        vcpus > 0 && vcpus < Double.POSITIVE_INFINITY ? vcpus : 0,
        Math.max(0, in.getRam()),
        Math.max(0, in.getDisk()),
        Math.max(0, in.getPids()),
        in.getCapabilitiesList(),
        in.getDevicesList());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Infos toProto(PopInfo info) {
    return org.mano4j.pop.proto.Infos.newBuilder()
        .setType(info.type())
        .setName(info.name())
        .setTimestamp(info.time().getEpochSecond())
        .setCapacity(toProto(info.capacity()))
        .setUsed(toProto(info.used()))
        .addAllNetworks(info.networks().stream().map(PopWire::toProto).toList())
        .addAllCapabilities(new TreeSet<>(info.capabilities()))
        .build();
  }

  /** From the wire. */
  public static PopInfo fromProto(org.mano4j.pop.proto.Infos in) {
    return new PopInfo(
        in.getType(),
        in.getName(),
        instant(in.getTimestamp()),
        fromProto(in.getCapacity()),
        fromProto(in.getUsed()),
        in.getNetworksList().stream().map(PopWire::fromProto).toList(),
        new TreeSet<>(in.getCapabilitiesList()));
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.PullProgress toProto(PullProgress progress) {
    return org.mano4j.pop.proto.PullProgress.newBuilder()
        .setLayer(progress.layer())
        .setStatus(progress.status())
        .setCurrent(progress.current())
        .setTotal(progress.total())
        .build();
  }

  /** From the wire, without the image. */
  public static PullProgress fromProto(org.mano4j.pop.proto.PullProgress in) {
    return new PullProgress(in.getLayer(), in.getStatus(), in.getCurrent(), in.getTotal());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.ContainerEvent toProto(ContainerEvent event) {
    org.mano4j.pop.proto.ContainerEvent.Builder out =
        org.mano4j.pop.proto.ContainerEvent.newBuilder()
            .setSequence(event.sequence())
            .setType(org.mano4j.pop.proto.ContainerEvent.Type.valueOf(event.type().name()));
    Container container = event.container();
    return container == null ? out.build() : out.setContainer(toProto(container)).build();
  }

  /** From the wire; a type that a newer Pop may have is taken as a bookmark. */
  public static ContainerEvent fromProto(org.mano4j.pop.proto.ContainerEvent in) {
    ContainerEvent.Type type =
        in.getType() == org.mano4j.pop.proto.ContainerEvent.Type.UNRECOGNIZED
            ? ContainerEvent.Type.BOOKMARK
            : ContainerEvent.Type.valueOf(in.getType().name());
    return new ContainerEvent(
        in.getSequence(), type, in.hasContainer() ? fromProto(in.getContainer()) : null);
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.LogRequest toProto(Filter filter, LogOptions options) {
    org.mano4j.pop.proto.LogRequest.Builder out =
        org.mano4j.pop.proto.LogRequest.newBuilder()
            .setFilter(toProto(filter))
            .setFollow(options.follow());
    Integer tail = options.tail();
    return tail == null ? out.build() : out.setTail(tail).build();
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.LogChunk toProto(LogChunk chunk) {
    return org.mano4j.pop.proto.LogChunk.newBuilder()
        .setStream(org.mano4j.pop.proto.LogChunk.Stream.valueOf(chunk.stream().name()))
        .setData(ByteString.copyFrom(chunk.data()))
        .build();
  }

  /** From the wire; a stream that a newer Pop may have is taken as standard output. */
  public static LogChunk fromProto(org.mano4j.pop.proto.LogChunk in) {
    LogChunk.Stream stream =
        in.getStream() == org.mano4j.pop.proto.LogChunk.Stream.ERROR
            ? LogChunk.Stream.ERROR
            : LogChunk.Stream.OUTPUT;
    return LogChunk.of(stream, in.getData().toByteArray());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.ContainerStats toProto(ContainerStats stats) {
    return org.mano4j.pop.proto.ContainerStats.newBuilder()
        .setContainerId(stats.containerId())
        .setTime(stats.time().toEpochMilli())
        .setCpu(stats.cpu().toNanos())
        .setMemory(stats.memory())
        .setMemoryLimit(stats.memoryLimit())
        .setPids(stats.pids())
        .putAllNetworks(values(stats.networks(), PopWire::toProto))
        .build();
  }

  /** From the wire. */
  public static ContainerStats fromProto(org.mano4j.pop.proto.ContainerStats in) {
    return new ContainerStats(
        in.getContainerId(),
        Instant.ofEpochMilli(in.getTime()),
        Duration.ofNanos(in.getCpu()),
        in.getMemory(),
        in.getMemoryLimit(),
        in.getPids(),
        values(in.getNetworksMap(), PopWire::fromProto));
  }

  private static org.mano4j.pop.proto.NetworkStats toProto(NetworkStats stats) {
    return org.mano4j.pop.proto.NetworkStats.newBuilder()
        .setReceivedBytes(stats.receivedBytes())
        .setReceivedPackets(stats.receivedPackets())
        .setSentBytes(stats.sentBytes())
        .setSentPackets(stats.sentPackets())
        .build();
  }

  private static NetworkStats fromProto(org.mano4j.pop.proto.NetworkStats in) {
    return new NetworkStats(
        in.getReceivedBytes(), in.getReceivedPackets(), in.getSentBytes(), in.getSentPackets());
  }

  private static org.mano4j.pop.proto.Resources toProto(Resources resources) {
    return org.mano4j.pop.proto.Resources.newBuilder()
        .setContainers(resources.containers())
        .setVcpus(resources.vcpus())
        .setRam(resources.ram())
        .build();
  }

  private static Resources fromProto(org.mano4j.pop.proto.Resources in) {
    return new Resources(in.getContainers(), in.getVcpus(), in.getRam());
  }

  private static org.mano4j.pop.proto.NetworkUse toProto(NetworkUse use) {
    return org.mano4j.pop.proto.NetworkUse.newBuilder()
        .setNetId(use.networkId())
        .setNetName(use.networkName())
        .setAddresses(use.addresses())
        .setAddressesUsed(use.used())
        .build();
  }

  private static NetworkUse fromProto(org.mano4j.pop.proto.NetworkUse in) {
    return new NetworkUse(in.getNetId(), in.getNetName(), in.getAddresses(), in.getAddressesUsed());
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
        .setAllocationRange(subnet.allocationRange())
        .build();
  }

  /** First-generation Pops repeat the subnet in the place of the gateway: that is no address. */
  private static Subnet fromProto(org.mano4j.pop.proto.Subnet in) {
    String gateway = in.getGateway().contains("/") ? "" : in.getGateway();
    return new Subnet(in.getCidr(), gateway, in.getAllocationRange());
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

  private static long seconds(@Nullable Instant time) {
    return time == null ? 0 : time.getEpochSecond();
  }

  private static List<Subnet> subnets(List<org.mano4j.pop.proto.Subnet> in) {
    return in.stream().map(PopWire::fromProto).toList();
  }

  private static <A, B> Map<String, B> values(Map<String, A> map, Function<A, B> each) {
    Map<String, B> out = new TreeMap<>();
    map.forEach((key, value) -> out.put(key, each.apply(value)));
    return out;
  }
}
