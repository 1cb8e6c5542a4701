package org.mano4j.pop.internal;

import com.google.protobuf.ByteString;
import com.google.protobuf.ProtocolStringList;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeSet;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerBuilder;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.Network;
import org.mano4j.pop.NetworkConfig;
import org.mano4j.pop.PopInfo;
import org.mano4j.pop.PullProgress;

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
        .putAllEndpoints(WireParts.values(config.endpoints(), WireParts::toProto))
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
        WireParts.values(in.getEndpointsMap(), WireParts::fromProto),
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
        .setStarted(WireParts.seconds(container.started()))
        .setFinished(WireParts.seconds(container.finished()))
        .setLife(container.life())
        .putAllLabels(container.labels())
        .setStatus(WireParts.toProto(container.status()))
        .setExtendedStatus(container.extendedStatus())
        .putAllEndpoints(WireParts.values(container.endpoints(), WireParts::toProto))
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
        .created(WireParts.instant(in.getCreated()))
        .started(in.getStarted() == 0 ? null : WireParts.instant(in.getStarted()))
        .status(WireParts.fromProto(in.getStatus()))
        .extendedStatus(in.getExtendedStatus())
        .endpoints(WireParts.values(in.getEndpointsMap(), WireParts::fromProto))
        .metadata(in.getMd().getEntriesMap())
        .life(in.getLife())
        .exitCode(in.hasExitCode() ? in.getExitCode() : null)
        .finished(in.getFinished() == 0 ? null : WireParts.instant(in.getFinished()))
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
    return new Image(in.getId(), names, WireParts.instant(in.getCreated()));
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Network toProto(Network network) {
    return org.mano4j.pop.proto.Network.newBuilder()
        .setId(network.id())
        .setName(network.name())
        .setExternal(network.external())
        .addAllSubnets(network.subnets().stream().map(WireParts::toProto).toList())
        .setMtu(network.mtu())
        .build();
  }

  /** From the wire. */
  public static Network fromProto(org.mano4j.pop.proto.Network in) {
    return new Network(
        in.getId(),
        in.getName(),
        in.getExternal(),
        WireParts.subnets(in.getSubnetsList()),
        in.getMtu());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.NetworkConfig toProto(NetworkConfig config) {
    return org.mano4j.pop.proto.NetworkConfig.newBuilder()
        .setName(config.name())
        .setExternal(config.external())
        .addAllSubnets(config.subnets().stream().map(WireParts::toProto).toList())
        .setMtu(config.mtu())
        .build();
  }

  /** From the wire. */
  public static NetworkConfig fromProto(org.mano4j.pop.proto.NetworkConfig in) {
    return new NetworkConfig(
        in.getName(), in.getExternal(), WireParts.subnets(in.getSubnetsList()), in.getMtu());
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
        .putAllSysctls(flavour.sysctls())
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
        in.getDevicesList(),
        in.getSysctlsMap());
  }

  /** To the wire. */
  public static org.mano4j.pop.proto.Infos toProto(PopInfo info) {
    return org.mano4j.pop.proto.Infos.newBuilder()
        .setType(info.type())
        .setName(info.name())
        .setTimestamp(info.time().getEpochSecond())
        .setCapacity(WireParts.toProto(info.capacity()))
        .setUsed(WireParts.toProto(info.used()))
        .addAllNetworks(info.networks().stream().map(WireParts::toProto).toList())
        .addAllCapabilities(new TreeSet<>(info.capabilities()))
        .build();
  }

  /** From the wire. */
  public static PopInfo fromProto(org.mano4j.pop.proto.Infos in) {
    return new PopInfo(
        in.getType(),
        in.getName(),
        WireParts.instant(in.getTimestamp()),
        WireParts.fromProto(in.getCapacity()),
        WireParts.fromProto(in.getUsed()),
        in.getNetworksList().stream().map(WireParts::fromProto).toList(),
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
        .putAllNetworks(WireParts.values(stats.networks(), WireParts::toProto))
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
        WireParts.values(in.getNetworksMap(), WireParts::fromProto));
  }
}
