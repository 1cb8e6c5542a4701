package org.mano4j.vnfm;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.lifecycle.VnfrFactory;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmGrantLifecycleOperation;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrAllocateResourcesBuilder;
import org.mano4j.catalogue.message.VnfmOrGenericBuilder;
import org.mano4j.catalogue.message.VnfmOrInstantiateBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** INSTANTIATE: build the record, have it granted, have machines allocated, prepare it. */
final class Instantiation {

  private final VnfmHandler handler;
  private final @Nullable Machines machines;

  /** With machines if the manager allocates them itself. */
  Instantiation(VnfmHandler handler, @Nullable Machines machines) {
    this.handler = handler;
    this.machines = machines;
  }

  CompletionStage<VnfmOrMessage> run(Operation operation, OrVnfmInstantiate request) {
    VirtualNetworkFunctionRecord existing = request.vnfr();
    CompletionStage<VirtualNetworkFunctionRecord> allocated =
        existing == null
            ? launch(operation, request)
            : // a restart: the NFVO has rebuilt its machines already
            operation.callForRecord(() -> handler.instantiate(operation, existing, request));
    return allocated.thenApply(
        vnfr ->
            VnfmOrInstantiateBuilder.builder()
                .action(Action.INSTANTIATE)
                .virtualNetworkFunctionRecord(vnfr)
                .build());
  }

  private CompletionStage<VirtualNetworkFunctionRecord> launch(
      Operation operation, OrVnfmInstantiate request) {
    return operation
        .callForRecord(() -> build(operation, request))
        .thenCompose(
            built ->
                operation.ask(
                    VnfmOrGenericBuilder.builder()
                        .action(Action.GRANT_OPERATION)
                        .virtualNetworkFunctionRecord(built)
                        .build()))
        .thenCompose(
            reply -> {
              OrVnfmGrantLifecycleOperation grant = granted(operation, reply);
              return machines == null
                  ? allocatedByNfvo(operation, request, grant)
                  : allocatedHere(operation, request, grant, machines);
            })
        .thenCompose(
            vnfr -> operation.callForRecord(() -> handler.instantiate(operation, vnfr, request)));
  }

  private VirtualNetworkFunctionRecord build(Operation operation, OrVnfmInstantiate request)
      throws Exception {
    VirtualNetworkFunctionRecord built = VnfrFactory.create(request);
    operation.record(built);
    handler.checkInstantiationFeasibility(operation, built, request);
    return built;
  }

  private OrVnfmGrantLifecycleOperation granted(Operation operation, OrVnfmMessage reply) {
    if (!(reply instanceof OrVnfmGrantLifecycleOperation grant)) {
      throw unexpected(Action.GRANT_OPERATION, reply);
    }
    if (!Boolean.TRUE.equals(grant.grantAllowed())) {
      throw new VnfmException(
          "the NFVO does not grant the launch of VNFR '" + operation.key().vnfr() + "'");
    }
    operation.record(Requests.requireRecord(grant));
    return grant;
  }

  private CompletionStage<VirtualNetworkFunctionRecord> allocatedByNfvo(
      Operation operation, OrVnfmInstantiate request, OrVnfmGrantLifecycleOperation grant) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(grant);
    return operation
        .call(() -> UserData.of(request.vnfPackage(), handler, operation, vnfr))
        .thenCompose(
            userData ->
                operation.ask(
                    VnfmOrAllocateResourcesBuilder.builder()
                        .action(Action.ALLOCATE_RESOURCES)
                        .virtualNetworkFunctionRecord(vnfr)
                        .vimInstances(grant.vduVim())
                        .userdata(userData)
                        .keyPairs(request.keys())
                        .build()))
        .thenApply(reply -> allocated(operation, reply));
  }

  private CompletionStage<VirtualNetworkFunctionRecord> allocatedHere(
      Operation operation,
      OrVnfmInstantiate request,
      OrVnfmGrantLifecycleOperation grant,
      Machines machines) {
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(grant);
    return operation.call(
        () ->
            machines.allocateAll(
                operation,
                vnfr,
                grant.vduVim(),
                UserData.of(request.vnfPackage(), handler, operation, vnfr),
                request.keys()));
  }

  private static VirtualNetworkFunctionRecord allocated(Operation operation, OrVnfmMessage reply) {
    if (!(reply instanceof OrVnfmGeneric)) {
      throw unexpected(Action.ALLOCATE_RESOURCES, reply);
    }
    VirtualNetworkFunctionRecord vnfr = Requests.requireRecord(reply);
    operation.record(vnfr);
    return vnfr;
  }

  private static VnfmException unexpected(Action asked, OrVnfmMessage reply) {
    return new VnfmException("the NFVO answered " + asked + " with " + reply.action());
  }
}
