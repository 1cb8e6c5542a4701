package org.mano4j.testkit;

import java.util.List;
import java.util.Optional;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * What is to be scaled, and whether it can be. Read from stored records while the service is held
 * busy, so that nothing changes meanwhile.
 *
 * @param vduId id of the VDU in the record
 */
record ScaleTarget(Vnf vnf, String vduId) {

  VirtualDeploymentUnit vdu() {
    return vnf.stored().findVdu(vduId).orElseThrow();
  }

  /** The VDU of that name or id, or else the first VDU with room of the VNFR of that name or id. */
  static ScaleTarget out(NetworkService service, String wanted) {
    Parts.requireActive(service, "scale out " + wanted);
    Optional<ScaleTarget> vdu = vdu(service, wanted);
    if (vdu.isPresent()) {
      requireRoom(vdu.get());
      return vdu.get();
    }
    Vnf vnf = vnf(service, wanted, "scale out ");
    List<ScaleTarget> vdus = vdus(vnf);
    return vdus.stream()
        .filter(ScaleTarget::hasRoom)
        .findFirst()
        .orElseThrow(() -> full(vdus.get(0)));
  }

  /** The VDU of that name or id, or else the first VDU of the VNFR that can lose an instance. */
  static ScaleTarget in(NetworkService service, String wanted) {
    Parts.requireActive(service, "scale in " + wanted);
    Optional<ScaleTarget> vdu = vdu(service, wanted);
    if (vdu.isPresent()) {
      requireSpare(vdu.get());
      return vdu.get();
    }
    Vnf vnf = vnf(service, wanted, "scale in ");
    List<ScaleTarget> vdus = vdus(vnf);
    return vdus.stream()
        .filter(ScaleTarget::hasSpare)
        .findFirst()
        .orElseThrow(() -> lastOne(vdus.get(0)));
  }

  /** The instance of that id or host name, if its VDU can lose it. */
  static Optional<VNFCInstance> instance(ScaleTarget target, String wanted) {
    return target.vdu().vnfcInstance().stream()
        .filter(i -> wanted.equals(i.id()) || wanted.equals(i.hostname()))
        .findFirst();
  }

  static Optional<ScaleTarget> ofInstance(NetworkService service, String wanted) {
    return service.vnfs().stream()
        .flatMap(vnf -> vdus(vnf).stream())
        .filter(target -> instance(target, wanted).isPresent())
        .findFirst();
  }

  /**
   * The instance of that id or host name, wherever it is.
   *
   * @param what is done to it, for the refusal; with a blank at the end
   */
  static ScaleTarget requireInstance(NetworkService service, String wanted, String what) {
    return ofInstance(service, wanted)
        .orElseThrow(
            () ->
                new OperationRefused(
                    "cannot %s%s: NSR %s has no instance of that id or host name; it has %s"
                        .formatted(
                            what,
                            wanted,
                            service.id(),
                            service.vnfs().stream()
                                .flatMap(v -> v.record().stream())
                                .flatMap(v -> v.vnfcInstances().stream())
                                .map(VNFCInstance::hostname)
                                .toList())));
  }

  private static List<ScaleTarget> vdus(Vnf vnf) {
    return vnf.stored().vdu().stream()
        .map(vdu -> new ScaleTarget(vnf, String.valueOf(vdu.id())))
        .toList();
  }

  private static Optional<ScaleTarget> vdu(NetworkService service, String wanted) {
    return service.vnfs().stream()
        .flatMap(vnf -> vdus(vnf).stream())
        .filter(t -> wanted.equals(t.vduId()) || wanted.equals(t.vdu().name()))
        .findFirst();
  }

  /**
   * The VNFR of that name or id.
   *
   * @param what is done to it, for the refusal; with a blank at the end
   */
  static Vnf vnf(NetworkService service, String wanted, String what) {
    return service
        .vnf(wanted)
        .or(() -> service.vnfs().stream().filter(v -> wanted.equals(v.stored().id())).findFirst())
        .orElseThrow(
            () ->
                new OperationRefused(
                    "cannot %s%s: NSR %s has no VNFR, VDU or instance of that name or id; its VNFRs are %s"
                        .formatted(
                            what,
                            wanted,
                            service.id(),
                            service.vnfs().stream().map(Vnf::name).toList())));
  }

  private boolean hasRoom() {
    VirtualDeploymentUnit vdu = vdu();
    return vdu.scaleInOut() == null || vdu.vnfcInstance().size() < vdu.scaleInOut();
  }

  private boolean hasSpare() {
    return vdu().vnfcInstance().size() > 1;
  }

  private static void requireRoom(ScaleTarget target) {
    if (!target.hasRoom()) {
      throw full(target);
    }
  }

  static void requireSpare(ScaleTarget target) {
    if (!target.hasSpare()) {
      throw lastOne(target);
    }
  }

  private static OperationRefused full(ScaleTarget target) {
    VirtualDeploymentUnit vdu = target.vdu();
    return new OperationRefused(
        "cannot scale out VDU %s of VNFR %s: it has %d instances, and its scale_in_out is %d; scale in first, or raise it in the descriptor"
            .formatted(
                vdu.name(), target.vnf().name(), vdu.vnfcInstance().size(), vdu.scaleInOut()));
  }

  private static OperationRefused lastOne(ScaleTarget target) {
    VirtualDeploymentUnit vdu = target.vdu();
    return new OperationRefused(
        "cannot scale in VDU %s of VNFR %s: it has %d instance; the last one stays until the service is terminated"
            .formatted(vdu.name(), target.vnf().name(), vdu.vnfcInstance().size()));
  }

  VirtualNetworkFunctionRecord record() {
    return vnf.stored();
  }
}
