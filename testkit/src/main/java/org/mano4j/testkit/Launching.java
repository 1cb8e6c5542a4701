package org.mano4j.testkit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualLinkDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.record.LinkStatus;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.NetworkServiceRecordBuilder;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualLinkRecordBuilder;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;

/** Makes a service out of a descriptor, if everything it needs is there. */
final class Launching {

  private final Core core;
  private final Identities identities;
  private final Stamps stamps;
  private final ManagerRegistry managers;
  private final Placement placement;

  Launching(
      Core core,
      Identities identities,
      Stamps stamps,
      ManagerRegistry managers,
      Placement placement) {
    this.core = core;
    this.identities = identities;
    this.stamps = stamps;
    this.managers = managers;
    this.placement = placement;
  }

  /** The service, not begun. */
  NetworkService prepare(NetworkServiceDescriptor stored, LaunchOptions given) {
    refuseUnknown(stored, given);
    LaunchOptions options = given.withKeys(given.keys().stream().map(this::stored).toList());
    NetworkServiceDescriptor configured =
        stored.withVnfd(stored.vnfd().stream().map(vnfd -> configured(vnfd, options)).toList());
    NetworkServiceDescriptor nsd =
        identities.everywhere(configured, NetworkServiceDescriptor.class);
    for (VirtualNetworkFunctionDescriptor vnfd : nsd.vnfd()) {
      requireManager(nsd, vnfd);
    }
    DependencyBook book = new DependencyBook(nsd, identities);
    NetworkServiceRecord base = base(nsd, options);
    return new NetworkService(stored, nsd, options, base, book, core.executor());
  }

  private Key stored(Key key) {
    return identities.everywhere(key, Key.class).withProjectId(core.projectId());
  }

  private static void refuseUnknown(NetworkServiceDescriptor nsd, LaunchOptions options) {
    Set<@Nullable String> names = new HashSet<>();
    nsd.vnfd().forEach(vnfd -> names.add(vnfd.name()));
    for (String vnfd : options.configurations().keySet()) {
      if (!names.contains(vnfd)) {
        throw new OperationRefused(
            "cannot launch NSD %s: it has no VNFD %s to configure; it has %s"
                .formatted(nsd.name(), vnfd, names));
      }
    }
  }

  private void requireManager(NetworkServiceDescriptor nsd, VirtualNetworkFunctionDescriptor vnfd) {
    String type = new Vnf(vnfd).manager();
    if (managers.queueOf(type).isEmpty()) {
      throw new OperationRefused(
          "cannot launch NSD %s with VNFD %s: %s"
              .formatted(nsd.name(), vnfd.name(), managers.whyNoQueueOf(type)));
    }
  }

  private static VirtualNetworkFunctionDescriptor configured(
      VirtualNetworkFunctionDescriptor vnfd, LaunchOptions options) {
    Configuration given = options.configurations().get(String.valueOf(vnfd.name()));
    if (given == null) {
      return vnfd;
    }
    Configuration own = vnfd.configurations();
    Map<@Nullable String, ConfigurationParameter> byKey = new LinkedHashMap<>();
    Stream.concat(
            own == null ? Stream.of() : own.configurationParameters().stream(),
            given.configurationParameters().stream())
        .forEach(parameter -> byKey.put(parameter.confKey(), parameter));
    Configuration base =
        own == null ? ConfigurationBuilder.builder().name(vnfd.name()).build() : own;
    return vnfd.withConfigurations(base.withConfigurationParameters(List.copyOf(byKey.values())));
  }

  private NetworkServiceRecord base(NetworkServiceDescriptor nsd, LaunchOptions options) {
    String id = identities.next();
    Set<VimInstance> candidates = candidates(nsd, options);
    List<VirtualLinkRecord> links =
        nsd.vld().stream().map(link -> record(link, id, candidates)).toList();
    return NetworkServiceRecordBuilder.builder()
        .id(id)
        .name(nsd.name())
        .vendor(nsd.vendor())
        .version(nsd.version())
        .descriptorReference(nsd.id())
        .autoScalePolicy(nsd.autoScalePolicy())
        .monitoringParameter(nsd.monitoringParameter())
        .vlr(links)
        .status(Status.NULL)
        .keyNames(options.keys().stream().map(Key::name).filter(n -> n != null).toList())
        .createdAt(stamps.now())
        .updatedAt(stamps.now())
        .projectId(core.projectId())
        .hbVersion(1)
        .shared(false)
        .build();
  }

  /** The VIMs of all VDUs; refuses a launch that could be placed nowhere. */
  private Set<VimInstance> candidates(NetworkServiceDescriptor nsd, LaunchOptions options) {
    Set<VimInstance> candidates = new LinkedHashSet<>();
    for (VirtualNetworkFunctionDescriptor vnfd : nsd.vnfd()) {
      for (VirtualDeploymentUnit vdu : vnfd.vdu()) {
        String name = String.valueOf(vdu.name());
        List<String> wanted = options.vimInstances().getOrDefault(name, vdu.vimInstanceName());
        try {
          candidates.addAll(placement.candidates(name, wanted));
        } catch (NfvoException e) {
          throw new OperationRefused("cannot launch NSD " + nsd.name() + ": " + e.getMessage());
        }
      }
    }
    return candidates;
  }

  private VirtualLinkRecord record(
      VirtualLinkDescriptor link, String nsrId, Set<VimInstance> candidates) {
    VirtualLinkRecordBuilder record =
        VirtualLinkRecordBuilder.builder()
            .name(link.name())
            .vendor(link.vendor())
            .numberOfEndpoints(link.numberOfEndpoints() == null ? 0 : link.numberOfEndpoints())
            .parentNs(nsrId)
            .descriptorReference(link.id())
            .status(LinkStatus.LINKDOWN)
            .connection(link.connection())
            .dns(link.dns())
            .qos(link.qos())
            .testAccess(link.testAccess())
            .rootRequirement(link.rootRequirement())
            .leafRequirement(link.leafRequirement())
            .connectivityType(link.connectivityType())
            .cidr(link.cidr())
            .extId(link.extId())
            .id(identities.next())
            .hbVersion(1)
            .shared(false);
    if (link.extId() == null) {
      known(link, candidates)
          .ifPresent(at -> record.extId(at.network().extId()).vimId(at.vim().id()));
    }
    return record.build();
  }

  /** A network and the VIM that has it. */
  private record Known(VimInstance vim, VimNetwork network) {}

  private static Optional<Known> known(VirtualLinkDescriptor link, Set<VimInstance> candidates) {
    return candidates.stream()
        .flatMap(
            vim ->
                VimKinds.networks(vim).stream()
                    .filter(n -> n.name() != null && n.name().equals(link.name()))
                    .map(network -> new Known(vim, network)))
        .findFirst();
  }
}
