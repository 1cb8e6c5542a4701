package org.mano4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;

/**
 * Gives the VNFRs of a service another chance that are in ERROR. The answer to RESUME names the
 * step that was taken again, and the service goes on from there. Runs on the lane of the service.
 */
record Resume(
    Parts parts,
    NetworkService service,
    List<Vnf> failed,
    Operation<NetworkServiceRecord> operation) {

  static Resume prepare(
      Parts parts, NetworkService service, Operation<NetworkServiceRecord> operation) {
    if (!service.status().equals(Status.ERROR)) {
      throw new OperationRefused(
          "cannot resume NSR %s: it is %s; only what is in ERROR is resumed"
              .formatted(service.id(), service.status()));
    }
    List<Vnf> failed =
        service.vnfs().stream().filter(vnf -> vnf.status().equals(Status.ERROR)).toList();
    failed.stream()
        .filter(vnf -> vnf.record().isEmpty())
        .findFirst()
        .ifPresent(
            vnf -> {
              throw new OperationRefused(
                  "cannot resume NSR %s: VNF %s failed before it was granted, and there is no record to go on with; terminate the service"
                      .formatted(service.id(), vnf.name()));
            });
    return new Resume(parts, service, failed, operation);
  }

  void begin() {
    service.forgive();
    service
        .deployment()
        .onStarted(
            vnf -> {
              if (service.all(Status.ACTIVE)) {
                service.work().finish(operation, service.record());
              }
            });
    for (Vnf vnf : failed) {
      parts.records().save(service, vnf, vnf.stored().withStatus(Status.RESUMING));
    }
    for (Vnf vnf : failed) {
      parts.steps().guarded(service, vnf, Action.RESUME, () -> ask(vnf));
    }
  }

  private void ask(Vnf vnf) {
    OrVnfmGeneric request =
        new OrVnfmGeneric(
            Action.RESUME,
            vnf.stored(),
            service.dependencies().of(vnf.name()).orElse(null),
            Map.of());
    Steps steps = parts.steps();
    steps.then(
        service,
        vnf,
        Action.RESUME,
        steps.ask(service, vnf, request),
        answer -> resumed(vnf, answer));
  }

  private void resumed(Vnf vnf, Optional<VnfmOrMessage> answer) {
    Action step = answer.map(VnfmOrMessage::action).orElse(Action.RESUME);
    Deployment deployment = service.deployment();
    if (step.equals(Action.INSTANTIATE)) {
      deployment.instantiated(vnf);
    } else if (step.equals(Action.MODIFY)) {
      deployment.ready(vnf);
    } else if (NsrStatus.after(step).filter(Status.ACTIVE::equals).isPresent()) {
      deployment.started(vnf);
    } else {
      throw new NfvoException(
          "the VNFM answered RESUME with %s, after which an NFVO does nothing; VNFR %s would stay %s"
              .formatted(step, vnf.name(), vnf.status()));
    }
  }
}
