package org.mano4j.vnfm;

import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrStartStopBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** START and STOP, of a whole function or of one instance. */
final class StartStop {

  private final VnfmHandler handler;

  StartStop(VnfmHandler handler) {
    this.handler = handler;
  }

  CompletionStage<VnfmOrMessage> run(Operation operation, OrVnfmStartStop request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFCInstance one = request.vnfcInstance();
    boolean start = Action.START.equals(request.action());
    return one == null ? all(operation, vnfr, start) : one(operation, vnfr, one, start);
  }

  private CompletionStage<VnfmOrMessage> all(
      Operation operation, VirtualNetworkFunctionRecord vnfr, boolean start) {
    return operation
        .callForRecord(() -> start ? handler.start(operation, vnfr) : handler.stop(operation, vnfr))
        .thenApply(
            changed -> start ? Instances.started(vnfr, changed) : Instances.stopped(vnfr, changed))
        .thenApply(
            marked ->
                VnfmOrStartStopBuilder.builder()
                    .action(start ? Action.START : Action.STOP)
                    .virtualNetworkFunctionRecord(marked)
                    .build());
  }

  private CompletionStage<VnfmOrMessage> one(
      Operation operation, VirtualNetworkFunctionRecord vnfr, VNFCInstance one, boolean start) {
    String state = start ? Instances.ACTIVE : Instances.INACTIVE;
    return operation
        .callForRecord(
            () ->
                start
                    ? handler.startVnfcInstance(operation, vnfr, one)
                    : handler.stopVnfcInstance(operation, vnfr, one))
        .thenApply(changed -> Instances.marked(vnfr, changed, one, state))
        .thenApply(
            marked ->
                VnfmOrStartStopBuilder.builder()
                    .action(start ? Action.START : Action.STOP)
                    .virtualNetworkFunctionRecord(marked)
                    .vnfcInstance(Instances.in(marked, one))
                    .build());
  }
}
