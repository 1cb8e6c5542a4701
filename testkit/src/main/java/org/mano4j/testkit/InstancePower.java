package org.mano4j.testkit;

import java.util.Map;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.record.VNFCInstance;

/** Starts or stops one instance of a VNFR. Runs on the lane of the service. */
record InstancePower(
    Steps steps,
    NetworkService service,
    ScaleTarget target,
    String wanted,
    Action action,
    Operation<VNFCInstance> operation) {

  void begin() {
    Vnf vnf = target.vnf();
    steps.guarded(
        service,
        vnf,
        action,
        () -> {
          OrVnfmStartStop request =
              new OrVnfmStartStop(action, vnf.stored(), instance(), null, Map.of());
          steps.then(
              service,
              vnf,
              action,
              steps.ask(service, vnf, request),
              answer -> service.work().finish(operation, instance()));
        });
  }

  private VNFCInstance instance() {
    return ScaleTarget.instance(target, wanted)
        .orElseThrow(() -> new NfvoException("the record has no instance " + wanted + " any more"));
  }
}
