package org.mano4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDeploymentFlavour;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;

/** Writes INSTANTIATE, and what every VNFM is told about its surroundings. */
final class Instantiation {

  private final NfvoOptions options;
  private final Placement placement;
  private final Packages packages;

  Instantiation(NfvoOptions options, Placement placement, Packages packages) {
    this.options = options;
    this.placement = placement;
    this.packages = packages;
  }

  /** For a VNF that has no record yet. */
  OrVnfmInstantiate first(NetworkService service, Vnf vnf) {
    return request(
        service,
        vnf.descriptor(),
        null,
        service.options().keys(),
        extension(service, service.options().monitoringIp(), true));
  }

  /**
   * For a VNFR that exists, to begin anew. What the user gave at the launch is not sent again: keys
   * and the monitoring address are empty, and the VNFD is the one that was onboarded.
   */
  OrVnfmInstantiate again(NetworkService service, Vnf vnf) {
    VirtualNetworkFunctionDescriptor vnfd =
        service.onboarded().vnfd().stream()
            .filter(one -> vnf.name().equals(one.name()))
            .findFirst()
            .orElse(vnf.descriptor());
    return request(service, vnfd, vnf.stored(), List.of(), extension(service, "", true));
  }

  private OrVnfmInstantiate request(
      NetworkService service,
      VirtualNetworkFunctionDescriptor vnfd,
      @Nullable VirtualNetworkFunctionRecord existing,
      List<Key> keys,
      Map<String, String> extension) {
    Map<String, List<VimInstance>> candidates = new LinkedHashMap<>();
    for (VirtualDeploymentUnit vdu : vnfd.vdu()) {
      candidates.put(
          String.valueOf(vdu.id()),
          placement.candidates(String.valueOf(vdu.name()), Granting.wanted(service, vdu)));
    }
    List<VNFDeploymentFlavour> flavours = vnfd.deploymentFlavour();
    return new OrVnfmInstantiate(
        Action.INSTANTIATE,
        vnfd,
        flavours.isEmpty() ? null : flavours.get(0),
        vnfd.name(),
        service.base().vlr(),
        extension,
        candidates,
        packages.of(vnfd).orElse(null),
        existing,
        keys,
        Map.of());
  }

  /** What SCALE_OUT carries: neither the NSR nor the monitoring address of the launch. */
  Map<String, String> scalingExtension(NetworkService service) {
    return extension(service, "", false);
  }

  private Map<String, String> extension(
      NetworkService service, String monitoringIp, boolean withNsrId) {
    Map<String, String> extension = new LinkedHashMap<>();
    extension.put("brokerIp", options.brokerIp());
    extension.put("brokerPort", options.brokerPort());
    extension.put("monitoringIp", monitoringIp);
    extension.put("timezone", options.timezone());
    if (withNsrId) {
      extension.put("nsr-id", service.id());
    }
    return extension;
  }
}
