package org.mano4j.testkit;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mano4j.catalogue.descriptor.VirtualDeploymentUnit;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.vim.VimInstance;

/** Begins scale-outs and scale-ins, if they are possible. */
final class Scaling {

  private final Parts parts;

  Scaling(Parts parts) {
    this.parts = parts;
  }

  CompletableFuture<VNFCInstance> out(NetworkService service, String wanted, String mode) {
    Objects.requireNonNull(wanted, "target");
    return Operation.begin(
        service,
        "scale-out of " + wanted,
        parts.core().executor(),
        operation -> {
          ScaleTarget target = ScaleTarget.out(service, wanted);
          VimInstance vim = vimOf(service, target.vdu());
          return new ScaleOut(parts, service, target, vim, mode, operation)::begin;
        });
  }

  /** Where its other instances are, since its networks are there. */
  private VimInstance vimOf(NetworkService service, VirtualDeploymentUnit vdu) {
    return vdu.vnfcInstance().stream()
        .map(VNFCInstance::vimId)
        .filter(id -> id != null && parts.vims().knows(id))
        .findFirst()
        .map(parts.vims()::get)
        .orElseGet(
            () ->
                parts
                    .placement()
                    .choose(String.valueOf(vdu.name()), Granting.wanted(service, vdu)));
  }

  CompletableFuture<VNFCInstance> in(NetworkService service, String wanted) {
    Objects.requireNonNull(wanted, "target");
    return Operation.begin(
        service,
        "scale-in of " + wanted,
        parts.core().executor(),
        operation -> {
          Parts.requireActive(service, "scale in " + wanted);
          Optional<ScaleTarget> named = ScaleTarget.ofInstance(service, wanted);
          named.ifPresent(ScaleTarget::requireSpare);
          ScaleTarget target = named.orElseGet(() -> ScaleTarget.in(service, wanted));
          List<VNFCInstance> instances = target.vdu().vnfcInstance();
          VNFCInstance removed =
              ScaleTarget.instance(target, wanted).orElse(instances.get(instances.size() - 1));
          return new ScaleIn(parts, service, target, removed, operation)::begin;
        });
  }
}
