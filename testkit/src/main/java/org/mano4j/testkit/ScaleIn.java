package org.mano4j.testkit;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.record.Ip;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Takes an instance out of a VDU: the server is deleted through the driver, and the VNFs that
 * depend on its VNF are told. Everything runs on the lane of the service.
 */
final class ScaleIn {

  private final Parts parts;
  private final NetworkService service;
  private final ScaleTarget target;
  private final VNFCInstance removed;
  private final Operation<VNFCInstance> operation;
  private int left;

  ScaleIn(
      Parts parts,
      NetworkService service,
      ScaleTarget target,
      VNFCInstance removed,
      Operation<VNFCInstance> operation) {
    this.parts = parts;
    this.service = service;
    this.target = target;
    this.removed = removed;
    this.operation = operation;
  }

  void begin() {
    parts.steps().guarded(service, target.vnf(), Action.SCALE_IN, this::remove);
  }

  private void remove() {
    Vnf vnf = target.vnf();
    String id = String.valueOf(removed.id());
    parts.records().save(service, vnf, without(vnf.stored()));
    ServerRef server = vnf.servers().remove(id);
    service.dependencies().forget(vnf.name(), id);
    List<String> targets = List.copyOf(service.dependencies().targetsOf(vnf.name()));
    left = targets.size() + 1;
    parts
        .removal()
        .delete(server == null ? ServerRef.of(removed) : server)
        .whenCompleteAsync((done, failure) -> oneDone(), service.lane());
    for (String name : targets) {
      tell(service.require(name));
    }
  }

  private VirtualNetworkFunctionRecord without(VirtualNetworkFunctionRecord vnfr) {
    Set<String> addresses = new HashSet<>();
    removed.ips().stream().map(Ip::ip).forEach(addresses::add);
    return vnfr.mapVdus(vdu -> target.vduId().equals(vdu.id()) ? without(vdu) : vdu)
        .withVnfAddress(vnfr.vnfAddress().stream().filter(ip -> !addresses.contains(ip)).toList());
  }

  private VirtualDeploymentUnit without(VirtualDeploymentUnit vdu) {
    String component = removed.vnfComponent() == null ? null : removed.vnfComponent().id();
    return vdu.removeVnfcInstance(String.valueOf(removed.id()))
        .withVnfc(
            vdu.vnfc().stream()
                .filter(c -> component == null || !component.equals(c.id()))
                .toList());
  }

  private void tell(Vnf vnf) {
    OrVnfmScaling request =
        new OrVnfmScaling(
            Action.SCALE_IN,
            null,
            removed,
            null,
            null,
            vnf.stored(),
            null,
            null,
            Map.of(),
            Map.of());
    Steps steps = parts.steps();
    steps.then(
        service, vnf, Action.SCALE_IN, steps.ask(service, vnf, request), answer -> oneDone());
  }

  private void oneDone() {
    left--;
    if (left == 0) {
      service.work().finish(operation, removed);
    }
  }
}
