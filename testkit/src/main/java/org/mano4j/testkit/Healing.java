package org.mano4j.testkit;

import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.VnfmOrHealed;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VNFCInstance;

/** Replaces a failed instance by one in reserve. Runs on the lane of the service. */
record Healing(
    Parts parts,
    NetworkService service,
    Vnf vnf,
    VNFCInstance failed,
    String standbyId,
    Operation<VNFCInstance> operation) {

  private static final String SWITCH = "switchToStandby";
  private static final String FAILED = "FAILED";
  private static final String ACTIVE = "ACTIVE";

  static Healing prepare(
      Parts parts, NetworkService service, String wanted, Operation<VNFCInstance> operation) {
    String what = "switch to standby from ";
    Parts.requireActive(service, what + wanted);
    ScaleTarget target = ScaleTarget.requireInstance(service, wanted, what);
    VNFCInstance failed = ScaleTarget.instance(target, wanted).orElseThrow();
    VNFCInstance standby =
        target.vdu().vnfcInstance().stream()
            .filter(i -> Standby.is(i) && !String.valueOf(failed.id()).equals(i.id()))
            .findFirst()
            .orElseThrow(
                () ->
                    new OperationRefused(
                        "cannot switch to standby from %s: VDU %s of VNFR %s has no instance in reserve; add one first"
                            .formatted(wanted, target.vdu().name(), target.vnf().name())));
    return new Healing(
        parts, service, target.vnf(), failed, String.valueOf(standby.id()), operation);
  }

  void begin() {
    Steps steps = parts.steps();
    steps.guarded(
        service,
        vnf,
        Action.HEAL,
        () -> {
          parts
              .records()
              .save(service, vnf, vnf.stored().replaceVnfcInstance(failed.withState(FAILED)));
          OrVnfmHealVNFRequest request =
              new OrVnfmHealVNFRequest(Action.HEAL, standby(), vnf.stored(), SWITCH, Map.of());
          steps.then(service, vnf, Action.HEAL, steps.ask(service, vnf, request), this::healed);
        });
  }

  private void healed(Optional<VnfmOrMessage> answer) {
    if (service.terminating()) {
      return;
    }
    boolean switched =
        answer.orElse(null) instanceof VnfmOrHealed healed && SWITCH.equals(healed.cause());
    VNFCInstance standby = standby();
    if (!switched || !Standby.is(standby)) {
      service.work().finish(operation, standby);
      return;
    }
    VNFCInstance active = standby.withState(ACTIVE);
    parts.records().save(service, vnf, vnf.stored().replaceVnfcInstance(active));
    parts.dependents().tell(service, vnf, active, () -> service.work().finish(operation, active));
  }

  private VNFCInstance standby() {
    return vnf.stored().vnfcInstances().stream()
        .filter(instance -> standbyId.equals(instance.id()))
        .findFirst()
        .orElseThrow(
            () -> new NfvoException("the record has no instance " + standbyId + " any more"));
  }
}
