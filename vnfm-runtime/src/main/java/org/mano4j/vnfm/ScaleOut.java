package org.mano4j.vnfm;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.descriptor.VNFComponent;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrScaledBuilder;
import org.mano4j.catalogue.message.VnfmOrScalingBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** SCALE_OUT: have the new component launched, then prepare it. */
final class ScaleOut {

  private static final String STANDBY_MODE = "standby";

  private final VnfmHandler handler;
  private final @Nullable Machines machines;

  /** With machines if the manager allocates them itself. */
  ScaleOut(VnfmHandler handler, @Nullable Machines machines) {
    this.handler = handler;
    this.machines = machines;
  }

  CompletionStage<VnfmOrMessage> run(Operation operation, OrVnfmScaling request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    String component = componentId(request);
    return scaled(operation, request, vnfr, component)
        .thenCompose(scaled -> prepare(operation, request, component, scaled));
  }

  private CompletionStage<VirtualNetworkFunctionRecord> scaled(
      Operation operation,
      OrVnfmScaling request,
      VirtualNetworkFunctionRecord vnfr,
      String component) {
    if (machines != null) {
      return operation.call(
          () ->
              machines.allocateOne(
                  operation,
                  vnfr,
                  component,
                  request.vimInstance(),
                  UserData.of(request.vnfPackage(), handler, operation, vnfr)));
    }
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
        .thenApply(
            reply -> {
              if (!(reply instanceof OrVnfmGeneric)) {
                throw new VnfmException("the NFVO answered SCALING with " + reply.action());
              }
              return Requests.requireRecord(reply);
            });
  }

  private CompletionStage<VnfmOrMessage> prepare(
      Operation operation,
      OrVnfmScaling request,
      String component,
      VirtualNetworkFunctionRecord scaled) {
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
    if (!STANDBY_MODE.equalsIgnoreCase(request.mode())) {
      return again(operation, scaled, launched, request.dependency());
    }
    VNFCInstance standby = launched.withState(Instances.STANDBY);
    return again(
        operation,
        scaled.mapVnfcInstances(instance -> instance.equals(launched) ? standby : instance),
        standby,
        request.dependency());
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
