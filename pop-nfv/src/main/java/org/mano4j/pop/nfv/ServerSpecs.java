package org.mano4j.pop.nfv;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.mgmt.ServerSpec;

/** What a container was launched with, as the record has it. */
final class ServerSpecs {

  /** What an NFVO notes down where a driver gave no id. */
  private static final String UNKNOWN = "unknown";

  private ServerSpecs() {}

  /** For an instance, with the addresses that it has. */
  static ServerSpec of(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance instance, Map<String, String> environment) {
    return new ServerSpec(
        String.valueOf(instance.hostname()),
        images(vnfr, instance),
        Objects.requireNonNullElse(vnfr.deploymentFlavourKey(), ""),
        networks(instance),
        UNKNOWN.equals(instance.vcId()) ? "" : Objects.requireNonNullElse(instance.vcId(), ""),
        environment);
  }

  private static List<String> images(VirtualNetworkFunctionRecord vnfr, VNFCInstance instance) {
    return vnfr.vdu().stream()
        .filter(vdu -> vdu.vnfcInstance().stream().anyMatch(one -> isSame(one, instance)))
        .map(VirtualDeploymentUnit::vmImage)
        .findFirst()
        .orElse(List.of());
  }

  static boolean isSame(VNFCInstance one, VNFCInstance other) {
    return one.hostname() != null && one.hostname().equals(other.hostname());
  }

  private static Map<String, String> networks(VNFCInstance instance) {
    Map<String, String> networks = new LinkedHashMap<>();
    instance.connectionPoint().stream()
        .sorted(
            Comparator.comparing(
                VNFDConnectionPoint::interfaceId, Comparator.nullsLast(Comparator.naturalOrder())))
        .map(VNFDConnectionPoint::virtualLinkReference)
        .filter(link -> link != null && !link.isEmpty())
        .forEach(link -> networks.put(link, ""));
    for (Ip ip : instance.ips()) {
      if (ip.netName() != null && ip.ip() != null) {
        networks.put(ip.netName(), ip.ip());
      }
    }
    return networks;
  }
}
