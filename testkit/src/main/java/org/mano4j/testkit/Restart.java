package org.mano4j.testkit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.VimInstance;

/**
 * Restarts a VNFR with another image: rebuildServer for each instance, then INSTANTIATE with the
 * record, and on from there. Runs on the lane of the service.
 */
record Restart(
    Parts parts,
    NetworkService service,
    Vnf vnf,
    String image,
    Operation<VirtualNetworkFunctionRecord> operation) {

  void begin() {
    CompletionStage<?> rebuilt = CompletableFuture.completedFuture(null);
    for (VNFCInstance instance : vnf.stored().vnfcInstances()) {
      rebuilt = rebuilt.thenCompose(before -> rebuild(instance));
    }
    rebuilt.whenCompleteAsync(
        (done, failure) -> {
          if (failure != null) {
            service
                .work()
                .giveUp(
                    operation,
                    new NfvoException(
                        "restart of %s failed: %s".formatted(vnf.name(), Causes.text(failure))));
          } else if (service.work().isBusyWith(operation)) {
            parts.steps().guarded(service, vnf, Action.INSTANTIATE, this::instantiate);
          }
        },
        service.lane());
  }

  /** What the driver answers is waited for, and not looked at. */
  private CompletionStage<?> rebuild(VNFCInstance instance) {
    String vimId = String.valueOf(instance.vimId());
    return parts
        .vims()
        .onServer(
            vimId,
            () -> {
              VimInstance vim = parts.vims().get(vimId);
              String wanted = VimKinds.image(vim, List.of(image)).orElse(image);
              return parts.drivers().rebuild(vim, String.valueOf(instance.vcId()), wanted);
            });
  }

  private void instantiate() {
    service.store(vnf, vnf.stored().mapVdus(vdu -> vdu.withVmImage(List.of(image))));
    Deployment deployment = service.deployment();
    deployment.onStarted(
        started -> {
          if (started == vnf) {
            service.work().finish(operation, vnf.stored());
          }
        });
    deployment.instantiate(vnf, parts.instantiation().again(service, vnf));
  }
}
