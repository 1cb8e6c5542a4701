package org.mano4j.vnfm;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaledBuilder;
import org.mano4j.catalogue.message.VnfmOrScalingBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** SCALE_OUT: have the NFVO launch the new component, then prepare it. */
final class ScaleOut {

  private static final String STANDBY_MODE = "standby";

  private final VnfmHandler handler;

  ScaleOut(VnfmHandler handler) {
    this.handler = handler;
  }

  CompletionStage<VnfmOrMessage> run(Operation operation, OrVnfmScaling request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    String component = componentId(request);
    return operation
        .call(() -> UserData.of(request.vnfPackage(), handler, operation, vnfr))
        .thenCompose(
            userData ->
                operation.ask(
                    VnfmOrScalingBuilder.builder()
                        .action(Action.SCALING)
                        .virtualNetworkFunctionRecord(vnfr)
                        .userData(userData)
                        .vimInstance(request.vimInstance())
                        .build()))
        .thenCompose(reply -> prepare(operation, request, component, reply));
  }

  private CompletionStage<VnfmOrMessage> prepare(
      Operation operation, OrVnfmScaling request, String component, OrVnfmMessage reply) {
    if (!(reply instanceof OrVnfmGeneric)) {
      throw new VnfmException("the NFVO answered SCALING with " + reply.action());
    }
    VirtualNetworkFunctionRecord scaled = Requests.requireRecord(reply);
    operation.record(scaled);
    VNFCInstance launched =
        scaled
            .findVnfcInstanceOfComponent(component)
            .orElseThrow(
                () ->
                    new VnfmException(
                        "the NFVO scaled VNFR '"
                            + operation.key().vnfr()
                            + "' but its record holds no instance of component "
                            + component));
    VNFCInstance added =
        STANDBY_MODE.equalsIgnoreCase(request.mode())
            ? launched.withState(Instances.STANDBY)
            : launched;
    VirtualNetworkFunctionRecord vnfr = scaled.replaceVnfcInstance(added);
    return again(operation, vnfr, added, request.dependency());
  }

  /** What is to do when the machine is there; RESUME begins here. */
  CompletionStage<VnfmOrMessage> again(
      Operation operation,
      VirtualNetworkFunctionRecord vnfr,
      VNFCInstance added,
      @Nullable VNFRecordDependency dependency) {
    operation.record(vnfr);
    return operation
        .callForRecord(() -> handler.scaleOut(operation, vnfr, added, dependency))
        .thenApply(
            changed ->
                VnfmOrScaledBuilder.builder()
                    .action(Action.SCALED)
                    .virtualNetworkFunctionRecord(changed)
                    .vnfcInstance(Instances.in(changed, added))
                    .build());
  }

  private static String componentId(OrVnfmScaling request) {
    VNFComponent component = request.component();
    if (component == null || component.id() == null) {
      throw new VnfmException(
          "the SCALE_OUT message of the NFVO holds no component with an id, so that its new"
              + " instance could not be found");
    }
    return component.id();
  }
}
