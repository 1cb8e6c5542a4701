package org.mano4j.testkit;

import java.util.Map;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.record.VNFCInstance;

/** Has an instance healed where it is. Runs on the lane of the service. */
record Repair(
    Steps steps,
    NetworkService service,
    ScaleTarget target,
    String wanted,
    String cause,
    Operation<VNFCInstance> operation) {

  void begin() {
    Vnf vnf = target.vnf();
    steps.guarded(
        service,
        vnf,
        Action.HEAL,
        () -> {
          OrVnfmHealVNFRequest request =
              new OrVnfmHealVNFRequest(Action.HEAL, instance(), vnf.stored(), cause, Map.of());
          steps.then(
              service, vnf, Action.HEAL, steps.ask(service, vnf, request), answer -> healed(vnf));
        });
  }

  /** A healed instance may be on another server than before; that one is to be deleted then. */
  private void healed(Vnf vnf) {
    VNFCInstance healed = instance();
    vnf.servers().put(String.valueOf(healed.id()), ServerRef.of(healed));
    service.work().finish(operation, healed);
  }

  private VNFCInstance instance() {
    return ScaleTarget.instance(target, wanted)
        .orElseThrow(() -> new NfvoException("the record has no instance " + wanted + " any more"));
  }
}
