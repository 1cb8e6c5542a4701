package org.mano4j.vnfm;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrLogBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.message.VnfmOrStartStopBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VNFRecordDependencyBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The steps of each request, from the message to the answer. */
final class Steps {

  private final VnfmHandler handler;
  private final Instantiation instantiation;
  private final ScaleOut scaleOut;

  Steps(VnfmHandler handler) {
    this.handler = handler;
    this.instantiation = new Instantiation(handler);
    this.scaleOut = new ScaleOut(handler);
  }

  /** Does what the request asks for; empty is the answer {@code null}. */
  CompletionStage<Optional<VnfmOrMessage>> run(Operation operation) {
    return operation
        .request()
        .action()
        .known()
        .map(action -> run(operation, action))
        .orElseGet(() -> unsupported(operation));
  }

  private CompletionStage<Optional<VnfmOrMessage>> run(Operation operation, Action.Known action) {
    return switch (action) {
      case INSTANTIATE ->
          instantiation
              .run(operation, (OrVnfmInstantiate) operation.request())
              .thenApply(Optional::of);
      case MODIFY -> modify(operation);
      case START -> startOrStop(operation, true);
      case STOP -> startOrStop(operation, false);
      case SCALE_OUT ->
          scaleOut.run(operation, (OrVnfmScaling) operation.request()).thenApply(Optional::of);
      case SCALE_IN -> scaleIn(operation);
      case RELEASE_RESOURCES -> release(operation);
      case ERROR -> error(operation);
      case LOG_REQUEST -> noLogs();
      case GRANT_OPERATION,
          ALLOCATE_RESOURCES,
          SCALING,
          SCALED,
          HEAL,
          UPDATE,
          UPDATEVNFR,
          CONFIGURE,
          RESUME,
          EXECUTE,
          RELEASE_RESOURCES_FINISH,
          INSTANTIATE_FINISH ->
          unsupported(operation);
    };
  }

  private CompletionStage<Optional<VnfmOrMessage>> modify(Operation operation) {
    OrVnfmGeneric request = (OrVnfmGeneric) operation.request();
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFRecordDependency dependency =
        request.vnfrd() == null
            ? VNFRecordDependencyBuilder.builder().target(vnfr.name()).build()
            : request.vnfrd();
    return operation
        .callForRecord(() -> handler.modify(operation, vnfr, dependency))
        .thenApply(changed -> generic(Action.MODIFY, changed));
  }

  private CompletionStage<Optional<VnfmOrMessage>> startOrStop(Operation operation, boolean start) {
    OrVnfmStartStop request = (OrVnfmStartStop) operation.request();
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFCInstance one = request.vnfcInstance();
    if (one == null) {
      return operation
          .callForRecord(
              () -> start ? handler.start(operation, vnfr) : handler.stop(operation, vnfr))
          .thenApply(
              changed ->
                  start ? Instances.started(vnfr, changed) : Instances.stopped(vnfr, changed))
          .thenApply(
              marked ->
                  Optional.of(
                      VnfmOrStartStopBuilder.builder()
                          .action(request.action())
                          .virtualNetworkFunctionRecord(marked)
                          .build()));
    }
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
                Optional.of(
                    VnfmOrStartStopBuilder.builder()
                        .action(request.action())
                        .virtualNetworkFunctionRecord(marked)
                        .vnfcInstance(Instances.in(marked, one))
                        .build()));
  }

  private CompletionStage<Optional<VnfmOrMessage>> scaleIn(Operation operation) {
    OrVnfmScaling request = (OrVnfmScaling) operation.request();
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFCInstance removed = request.vnfcInstance();
    if (removed == null) {
      throw new VnfmException("the SCALE_IN message of the NFVO names no VNFC instance");
    }
    return operation.call(
        () -> {
          handler.scaleIn(operation, vnfr, removed);
          return Optional.empty();
        });
  }

  private CompletionStage<Optional<VnfmOrMessage>> release(Operation operation) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(operation.request());
    return operation
        .callForRecord(() -> handler.terminate(operation, vnfr))
        .thenApply(changed -> generic(Action.RELEASE_RESOURCES, changed));
  }

  private CompletionStage<Optional<VnfmOrMessage>> error(Operation operation) {
    OrVnfmError request = (OrVnfmError) operation.request();
    return operation
        .<Optional<VnfmOrMessage>>call(
            () -> {
              handler.handleError(operation, request.vnfr(), NfvoRefusal.text(request));
              return Optional.empty();
            })
        .exceptionally(
            failure -> {
              Failures.log(operation, failure);
              return Optional.empty();
            });
  }

  private static CompletionStage<Optional<VnfmOrMessage>> noLogs() {
    return CompletableFuture.completedFuture(
        Optional.of(
            VnfmOrLogBuilder.builder()
                .action(Action.LOG_REQUEST)
                .outputLog(List.of())
                .errorLog(List.of("This VNF manager does not support the request of logs."))
                .build()));
  }

  private static CompletionStage<Optional<VnfmOrMessage>> unsupported(Operation operation) {
    throw new VnfmException(
        "this VNF manager does not support the request "
            + operation.request().action()
            + "; nothing was done");
  }

  private static Optional<VnfmOrMessage> generic(Action action, VirtualNetworkFunctionRecord vnfr) {
    return Optional.of(
        VnfmOrGenericBuilder.builder().action(action).virtualNetworkFunctionRecord(vnfr).build());
  }
}
