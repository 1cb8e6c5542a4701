package org.mano4j.vnfm;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGenericBuilder;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequestBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmStartStopBuilder;
import org.mano4j.catalogue.message.OrVnfmUpdateBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * RESUME: finds the step that failed in the history of the record and runs it again. The answer is
 * that of the step.
 */
final class Resume {

  private final VnfmHandler handler;
  private final Steps steps;
  private final ScaleOut scaleOut;

  Resume(VnfmHandler handler, Steps steps, ScaleOut scaleOut) {
    this.handler = handler;
    this.steps = steps;
    this.scaleOut = scaleOut;
  }

  CompletionStage<VnfmOrMessage> run(Operation operation, OrVnfmGeneric request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFRecordDependency dependency = request.vnfrd();
    FailedStep step =
        History.failedStep(vnfr, dependency != null)
            .orElseThrow(
                () ->
                    new VnfmException(
                        "VNFR '"
                            + vnfr.name()
                            + "' cannot be resumed: its history does not tell which step failed;"
                            + " delete the network service and launch it again"));
    return operation
        .callForRecord(() -> handler.resume(operation, vnfr, step.action()))
        .thenCompose(
            prepared -> {
              operation.record(prepared);
              return again(operation, step, prepared, dependency);
            });
  }

  private CompletionStage<VnfmOrMessage> again(
      Operation operation,
      FailedStep step,
      VirtualNetworkFunctionRecord vnfr,
      @Nullable VNFRecordDependency dependency) {
    if (step.action() == Action.Known.SCALE_OUT) {
      return scaleOut.again(operation, vnfr, launched(step, vnfr), dependency);
    }
    return steps.step(operation, request(step, vnfr, dependency), step.action());
  }

  /** The request for a step, as far as the record and the failed step tell what was in it. */
  private static OrVnfmMessage request(
      FailedStep step, VirtualNetworkFunctionRecord vnfr, @Nullable VNFRecordDependency vnfrd) {
    return switch (step.action()) {
      case INSTANTIATE -> {
        requireMachines(vnfr);
        yield OrVnfmInstantiateBuilder.builder().action(Action.INSTANTIATE).vnfr(vnfr).build();
      }
      case MODIFY ->
          OrVnfmGenericBuilder.builder().action(Action.MODIFY).vnfr(vnfr).vnfrd(vnfrd).build();
      case RELEASE_RESOURCES ->
          OrVnfmGenericBuilder.builder().action(Action.RELEASE_RESOURCES).vnfr(vnfr).build();
      case START, STOP ->
          OrVnfmStartStopBuilder.builder()
              .action(step.action() == Action.Known.START ? Action.START : Action.STOP)
              .virtualNetworkFunctionRecord(vnfr)
              .vnfcInstance(step.subject().isEmpty() ? null : instance(step, vnfr))
              .build();
      case HEAL ->
          OrVnfmHealVNFRequestBuilder.builder()
              .action(Action.HEAL)
              .virtualNetworkFunctionRecord(vnfr)
              .vnfcInstance(instance(step, vnfr))
              .cause(step.detail().isEmpty() ? null : step.detail())
              .build();
      case UPDATE -> {
        if (!step.detail().isEmpty()) {
          throw impossible(step, vnfr, "the script it came with is gone; send the update again");
        }
        yield OrVnfmUpdateBuilder.builder().action(Action.UPDATE).vnfr(vnfr).build();
      }
      default ->
          throw impossible(
              step, vnfr, "what was to be done is not in the record; ask for it another time");
    };
  }

  /** Machines come with a launch only: a RESUME names no VIM that could allocate the rest. */
  private static void requireMachines(VirtualNetworkFunctionRecord vnfr) {
    for (VirtualDeploymentUnit vdu : vnfr.vdu()) {
      for (VNFComponent component : vdu.vnfc()) {
        if (vdu.vnfcInstance().stream()
            .noneMatch(instance -> isFor(component, instance) && !isFailed(instance))) {
          throw impossible(
              FailedStep.of(Action.Known.INSTANTIATE),
              vnfr,
              "its machines were not all allocated (one of VDU '"
                  + vdu.name()
                  + "' is missing); delete the network service and launch it again");
        }
      }
    }
  }

  /** A launch that failed may have left a machine; nobody knows in which condition. */
  private static boolean isFailed(VNFCInstance instance) {
    return Instances.ERROR.equals(instance.state());
  }

  private static boolean isFor(VNFComponent component, VNFCInstance instance) {
    VNFComponent of = instance.vnfComponent();
    return of != null && of.id() != null && of.id().equals(component.id());
  }

  private static VNFCInstance instance(FailedStep step, VirtualNetworkFunctionRecord vnfr) {
    return vnfr.findVnfcInstance(step.subject())
        .orElseThrow(() -> impossible(step, vnfr, "the instance it was about is gone"));
  }

  private static VNFCInstance launched(FailedStep step, VirtualNetworkFunctionRecord vnfr) {
    return vnfr.findVnfcInstanceOfComponent(step.subject())
        .orElseThrow(
            () ->
                impossible(
                    step,
                    vnfr,
                    "its new instance was never launched; delete the network service and"
                        + " launch it again"));
  }

  private static VnfmException impossible(
      FailedStep step, VirtualNetworkFunctionRecord vnfr, String why) {
    return new VnfmException(
        step.action() + " of VNFR '" + vnfr.name() + "' cannot be run again: " + why);
  }
}
