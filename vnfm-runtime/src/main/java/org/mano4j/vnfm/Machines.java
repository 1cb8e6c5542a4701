package org.mano4j.vnfm;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.Key;
import org.mano4j.catalogue.vim.VimInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines of a manager that allocates them itself. The operation knows each as soon as it
 * exists: an ERROR must name all there are, so that they can be released later.
 */
final class Machines {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private final VnfmHandler handler;

  Machines(VnfmHandler handler) {
    this.handler = handler;
  }

  /** The record with an instance for every component. */
  VirtualNetworkFunctionRecord allocateAll(
      Operation operation,
      VirtualNetworkFunctionRecord vnfr,
      Map<String, VimInstance> vims,
      String userData,
      List<Key> keys)
      throws Exception {
    VirtualNetworkFunctionRecord current = vnfr;
    for (VirtualDeploymentUnit vdu : vnfr.vdu()) {
      for (VNFComponent component : vdu.vnfc()) {
        VimInstance vim = vdu.id() == null ? null : vims.get(vdu.id());
        MachineRequest machine = new MachineRequest(vdu, component, vim, userData, keys);
        current = added(operation, current, vdu, allocate(operation, current, machine));
      }
    }
    return current;
  }

  /** The record with an instance for one component that it has already. */
  VirtualNetworkFunctionRecord allocateOne(
      Operation operation,
      VirtualNetworkFunctionRecord vnfr,
      String component,
      @Nullable VimInstance vim,
      String userData)
      throws Exception {
    for (VirtualDeploymentUnit vdu : vnfr.vdu()) {
      for (VNFComponent candidate : vdu.vnfc()) {
        if (component.equals(candidate.id())) {
          MachineRequest machine = new MachineRequest(vdu, candidate, vim, userData, List.of());
          return added(operation, vnfr, vdu, allocate(operation, vnfr, machine));
        }
      }
    }
    throw new VnfmException(
        "the record of VNFR '" + vnfr.name() + "' holds no component " + component);
  }

  private VNFCInstance allocate(
      Operation operation, VirtualNetworkFunctionRecord vnfr, MachineRequest machine)
      throws Exception {
    VNFCInstance instance =
        Objects.requireNonNull(
            handler.allocate(operation, vnfr, machine),
            () -> "the handler allocated nothing for " + machine);
    if (operation.cancelled()) {
      // what the NFVO was told is given up does not name this machine
      handler.release(operation, vnfr, instance);
      throw new VnfmException("the allocation for VNFR '" + vnfr.name() + "' was given up");
    }
    if (instance.hostname() == null || instance.vcId() == null) {
      throw new VnfmException(
          "the handler allocated an instance of VDU '"
              + machine.vdu().name()
              + "' without hostname or vc_id, by which it is found again; give it both");
    }
    return instance
        .withVnfComponent(Objects.requireNonNullElse(instance.vnfComponent(), machine.component()))
        .withVimId(
            instance.vimId() == null && machine.vim() != null
                ? machine.vim().id()
                : instance.vimId());
  }

  private static VirtualNetworkFunctionRecord added(
      Operation operation,
      VirtualNetworkFunctionRecord vnfr,
      VirtualDeploymentUnit vdu,
      VNFCInstance instance) {
    VirtualNetworkFunctionRecord added =
        vnfr.mapVdus(
            unit ->
                Objects.equals(unit.id(), vdu.id()) && Objects.equals(unit.name(), vdu.name())
                    ? unit.addVnfcInstance(instance)
                    : unit);
    operation.record(added);
    return added;
  }

  /** Releases all machines, also those after one that fails, and removes them from the record. */
  VirtualNetworkFunctionRecord releaseAll(Operation operation, VirtualNetworkFunctionRecord vnfr) {
    VirtualNetworkFunctionRecord current = vnfr;
    operation.record(current);
    VnfmException failed = null;
    for (VNFCInstance instance : vnfr.vnfcInstances()) {
      try {
        handler.release(operation, current, instance);
        current = without(current, instance);
        operation.record(current);
      } catch (Exception e) {
        log.warn("a machine of VNFR '{}' is not released", vnfr.name(), e);
        if (failed == null) {
          failed =
              new VnfmException(
                  "machine '" + instance.hostname() + "' is not released: " + e.getMessage(), e);
        }
      }
    }
    if (failed != null) {
      throw failed;
    }
    return current;
  }

  private static VirtualNetworkFunctionRecord without(
      VirtualNetworkFunctionRecord vnfr, VNFCInstance gone) {
    return vnfr.mapVdus(
        unit ->
            unit.withVnfcInstance(
                unit.vnfcInstance().stream().filter(instance -> !instance.equals(gone)).toList()));
  }
}
