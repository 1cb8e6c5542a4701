package org.mano4j.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFDeploymentFlavour;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
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
        vnf,
        null,
        service.options().keys(),
        extension(service, service.options().monitoringIp(), true));
  }

  /**
   * For a VNFR that exists, to begin anew. What the user gave at the launch is not sent again: keys
   * and the monitoring address are empty.
   */
  OrVnfmInstantiate again(NetworkService service, Vnf vnf) {
    return request(service, vnf, vnf.stored(), List.of(), extension(service, "", true));
  }

  private OrVnfmInstantiate request(
      NetworkService service,
      Vnf vnf,
      @Nullable VirtualNetworkFunctionRecord existing,
      List<Key> keys,
      Map<String, String> extension) {
    Map<String, List<VimInstance>> candidates = new LinkedHashMap<>();
    for (VirtualDeploymentUnit vdu : vnf.descriptor().vdu()) {
      candidates.put(
          String.valueOf(vdu.id()),
          placement.candidates(String.valueOf(vdu.name()), Granting.wanted(service, vdu)));
    }
    List<VNFDeploymentFlavour> flavours = vnf.descriptor().deploymentFlavour();
    return new OrVnfmInstantiate(
        Action.INSTANTIATE,
        vnf.descriptor(),
        flavours.isEmpty() ? null : flavours.get(0),
        vnf.name(),
        service.base().vlr(),
        extension,
        candidates,
        packages.of(vnf.descriptor()).orElse(null),
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
