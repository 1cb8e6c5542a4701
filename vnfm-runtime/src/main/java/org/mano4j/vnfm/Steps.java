package org.mano4j.vnfm;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmExecuteScript;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrHealedBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VNFRecordDependencyBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** The steps of each request, from the message to the answer. */
final class Steps {

  private final VnfmHandler handler;
  private final @Nullable Machines machines;
  private final Instantiation instantiation;
  private final StartStop startStop;
  private final ScaleOut scaleOut;
  private final Resume resume;

  /**
   * With a handler.
   *
   * @param allocate whether the handler allocates machines, in place of the NFVO
   */
  Steps(VnfmHandler handler, boolean allocate) {
    this.handler = handler;
    this.machines = allocate ? new Machines(handler) : null;
    this.instantiation = new Instantiation(handler, machines);
    this.startStop = new StartStop(handler);
    this.scaleOut = new ScaleOut(handler, machines);
    this.resume = new Resume(handler, this, scaleOut);
  }

  /** Does what the request asks for; empty is the answer {@code null}. */
  CompletionStage<Optional<VnfmOrMessage>> run(Operation operation) {
    OrVnfmMessage request = operation.request();
    Action.Known action = request.action().known().orElseThrow();
    Redelivery.check(handler, operation, action);
    return switch (action) {
      case SCALE_IN -> scaleIn(operation, (OrVnfmScaling) request);
      case ERROR -> error(operation, (OrVnfmError) request);
      default -> step(operation, request, action).thenApply(Optional::of);
    };
  }

  /** Does what a request asks for that has an answer, also one that RESUME has put together. */
  CompletionStage<VnfmOrMessage> step(
      Operation operation, OrVnfmMessage request, Action.Known action) {
    return switch (action) {
      case INSTANTIATE -> instantiation.run(operation, (OrVnfmInstantiate) request);
      case MODIFY, CONFIGURE -> modify(operation, (OrVnfmGeneric) request);
      case START, STOP -> startStop.run(operation, (OrVnfmStartStop) request);
      case SCALE_OUT -> scaleOut.run(operation, (OrVnfmScaling) request);
      case HEAL -> heal(operation, (OrVnfmHealVNFRequest) request);
      case UPDATE -> update(operation, (OrVnfmUpdate) request);
      case EXECUTE -> execute(operation, (OrVnfmExecuteScript) request);
      case RESUME -> resume.run(operation, (OrVnfmGeneric) request);
      case LOG_REQUEST -> logs(operation, (OrVnfmLog) request);
      case RELEASE_RESOURCES -> release(operation, (OrVnfmGeneric) request);
      case GRANT_OPERATION,
          ALLOCATE_RESOURCES,
          SCALE_IN,
          SCALING,
          SCALED,
          UPDATEVNFR,
          ERROR,
          RELEASE_RESOURCES_FINISH,
          INSTANTIATE_FINISH ->
          throw new VnfmException(
              "this VNF manager does not support the request " + action + "; nothing was done");
    };
  }

  private CompletionStage<VnfmOrMessage> modify(Operation operation, OrVnfmGeneric request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFRecordDependency dependency =
        request.vnfrd() == null
            ? VNFRecordDependencyBuilder.builder().target(vnfr.name()).build()
            : request.vnfrd();
    return operation
        .callForRecord(() -> handler.modify(operation, vnfr, dependency))
        .thenApply(changed -> generic(request.action(), changed));
  }

  private CompletionStage<Optional<VnfmOrMessage>> scaleIn(
      Operation operation, OrVnfmScaling request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFCInstance removed = requireInstance(request, request.vnfcInstance());
    return operation.call(
        () -> {
          handler.scaleIn(operation, vnfr, removed);
          return Optional.empty();
        });
  }

  private CompletionStage<VnfmOrMessage> heal(Operation operation, OrVnfmHealVNFRequest request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    VNFCInstance instance = requireInstance(request, request.vnfcInstance());
    String cause = Objects.requireNonNullElse(request.cause(), "");
    return operation
        .callForRecord(() -> handler.heal(operation, vnfr, instance, cause))
        .thenApply(
            changed ->
                VnfmOrHealedBuilder.builder()
                    .action(Action.HEAL)
                    .virtualNetworkFunctionRecord(changed)
                    .vnfcInstance(Instances.in(changed, instance))
                    .cause(request.cause())
                    .build());
  }

  private CompletionStage<VnfmOrMessage> update(Operation operation, OrVnfmUpdate request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    return operation
        .callForRecord(() -> handler.updateSoftware(operation, vnfr, request.script()))
        .thenApply(changed -> generic(Action.UPDATE, changed));
  }

  private CompletionStage<VnfmOrMessage> execute(Operation operation, OrVnfmExecuteScript request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    Script script = request.script();
    if (script == null) {
      throw new VnfmException("the EXECUTE message of the NFVO holds no script; it is needed");
    }
    return operation
        .callForRecord(() -> handler.executeScript(operation, vnfr, script))
        .thenApply(changed -> generic(Action.EXECUTE, changed));
  }

  private CompletionStage<VnfmOrMessage> release(Operation operation, OrVnfmGeneric request) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(request);
    return operation
        .callForRecord(() -> handler.terminate(operation, vnfr))
        .thenCompose(
            ended ->
                machines == null
                    ? CompletableFuture.completedFuture(ended)
                    : operation.call(() -> machines.releaseAll(operation, ended)))
        .thenApply(changed -> generic(Action.RELEASE_RESOURCES, changed));
  }

  private CompletionStage<VnfmOrMessage> logs(Operation operation, OrVnfmLog request) {
    String vnfr = Objects.requireNonNullElse(request.vnfrName(), "");
    String hostname = Objects.requireNonNullElse(request.hostname(), "");
    return operation
        .call(
            () ->
                Objects.requireNonNull(
                    handler.logs(operation, vnfr, hostname),
                    "the handler returned nothing for LOG_REQUEST"))
        .thenApply(VnfmLogs::toMessage);
  }

  private CompletionStage<Optional<VnfmOrMessage>> error(Operation operation, OrVnfmError request) {
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

  private static VNFCInstance requireInstance(
      OrVnfmMessage request, @Nullable VNFCInstance instance) {
    if (instance == null) {
      throw new VnfmException(
          "the " + request.action() + " message of the NFVO names no VNFC instance");
    }
    return instance;
  }

  private static VnfmOrMessage generic(Action action, VirtualNetworkFunctionRecord vnfr) {
    return VnfmOrGenericBuilder.builder().action(action).virtualNetworkFunctionRecord(vnfr).build();
  }
}
