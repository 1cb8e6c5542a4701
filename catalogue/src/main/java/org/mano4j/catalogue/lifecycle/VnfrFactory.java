package org.mano4j.catalogue.lifecycle;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.descriptor.InternalVirtualLink;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualLinkRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Makes the record that a VNF manager sends with GRANT_OPERATION out of the descriptor it was sent
 * with INSTANTIATE. What the record owns has no ids, since those are the NFVO's to give; only the
 * connection points of the VNF itself keep theirs.
 */
public final class VnfrFactory {

  private VnfrFactory() {}

  /**
   * The new record.
   *
   * @throws CatalogueException if the message has no VNFD, or its flavour is none of an OpenStack
   *     candidate
   */
  public static VirtualNetworkFunctionRecord create(OrVnfmInstantiate message) {
    VirtualNetworkFunctionDescriptor vnfd = message.vnfd();
    if (vnfd == null) {
      throw new CatalogueException(
          "cannot build the record of VNF "
              + message.vnfInstanceName()
              + ": the INSTANTIATE message has no vnfd; send one, or a vnfr to restart");
    }
    return VirtualNetworkFunctionRecordBuilder.builder()
        .name(vnfd.name())
        .type(vnfd.type())
        .vendor(vnfd.vendor())
        .version(vnfd.version())
        .cyclicDependency(Boolean.TRUE.equals(vnfd.cyclicDependency()))
        .endpoint(vnfd.endpoint() == null ? vnfd.type() : vnfd.endpoint())
        .descriptorReference(vnfd.id())
        .packageId(vnfd.vnfPackageLocation())
        .parentNsId(message.extension().get("nsr-id"))
        .status(Status.NULL)
        .deploymentFlavourKey(flavourKey(message))
        .configurations(configurations(vnfd))
        .requires(named("requires", requiredNames(vnfd)))
        .provides(named("provides", vnfd.provides().stream()))
        .lifecycleEvent(Fresh.lifecycleEvents(vnfd.lifecycleEvent()))
        .monitoringParameter(vnfd.monitoringParameter())
        .autoScalePolicy(Fresh.autoScalePolicies(vnfd.autoScalePolicy(), vnfd.type()))
        .connectionPoint(vnfd.connectionPoint())
        .virtualLink(virtualLinks(vnfd, message.vlrs()))
        .vdu(vdus(vnfd, message.vimInstances()))
        .hbVersion(0)
        .shared(false)
        .build();
  }

  private static @Nullable String flavourKey(OrVnfmInstantiate message) {
    String key = message.vnfdf() == null ? null : message.vnfdf().flavourKey();
    message.vimInstances().values().stream()
        .flatMap(Collection::stream)
        .filter(OpenstackVimInstance.class::isInstance)
        .map(OpenstackVimInstance.class::cast)
        .forEach(vim -> requireFlavour(message, vim, key));
    return key;
  }

  private static void requireFlavour(
      OrVnfmInstantiate message, OpenstackVimInstance vim, @Nullable String key) {
    boolean offered =
        vim.flavours().stream()
            .anyMatch(
                flavour ->
                    key != null
                        && (key.equals(flavour.flavourKey())
                            || key.equals(flavour.extId())
                            || key.equals(flavour.id())));
    if (!offered) {
      List<String> known =
          vim.flavours().stream().map(f -> Objects.toString(f.flavourKey(), f.extId())).toList();
      throw new CatalogueException(
          "cannot build the record of VNF %s: VIM instance %s has no flavour %s; it offers %s"
              .formatted(message.vnfInstanceName(), vim.name(), key, known));
    }
  }

  private static Configuration configurations(VirtualNetworkFunctionDescriptor vnfd) {
    Configuration given = vnfd.configurations();
    if (given == null) {
      return configuration(vnfd.name(), List.of());
    }
    return Fresh.configuration(given, given.name() == null ? vnfd.name() : given.name());
  }

  private static Stream<String> requiredNames(VirtualNetworkFunctionDescriptor vnfd) {
    return vnfd.requires().values().stream().flatMap(wanted -> wanted.parameters().stream());
  }

  private static Configuration named(String name, Stream<String> keys) {
    List<ConfigurationParameter> parameters =
        keys.distinct()
            .map(
                key ->
                    ConfigurationParameterBuilder.builder()
                        .confKey(key)
                        .hbVersion(0)
                        .shared(false)
                        .build())
            .toList();
    return configuration(name, parameters);
  }

  private static Configuration configuration(
      @Nullable String name, List<ConfigurationParameter> parameters) {
    return ConfigurationBuilder.builder()
        .name(name)
        .configurationParameters(parameters)
        .hbVersion(0)
        .shared(false)
        .build();
  }

  private static List<InternalVirtualLink> virtualLinks(
      VirtualNetworkFunctionDescriptor vnfd, List<VirtualLinkRecord> vlrs) {
    Map<String, String> extIds =
        vlrs.stream()
            .filter(vlr -> vlr.name() != null && vlr.extId() != null)
            .collect(
                Collectors.toMap(
                    VirtualLinkRecord::name, VirtualLinkRecord::extId, (first, second) -> first));
    return vnfd.virtualLink().stream()
        .map(Fresh::internalLink)
        .map(
            link ->
                extIds.containsKey(link.name()) ? link.withExtId(extIds.get(link.name())) : link)
        .toList();
  }

  private static List<VirtualDeploymentUnit> vdus(
      VirtualNetworkFunctionDescriptor vnfd, Map<String, List<VimInstance>> candidates) {
    List<VirtualDeploymentUnit> vdus = new ArrayList<>();
    for (VirtualDeploymentUnit vdu : vnfd.vdu()) {
      List<String> vims =
          vdu.id() == null || !candidates.containsKey(vdu.id())
              ? vdu.vimInstanceName()
              : candidates.get(vdu.id()).stream().map(VimInstance::name).distinct().toList();
      vdus.add(Fresh.vdu(vdu).with(v -> v.parentVdu(vdu.id()).vimInstanceName(vims)));
    }
    return vdus;
  }
}
