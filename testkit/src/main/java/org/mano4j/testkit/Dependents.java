package org.mano4j.testkit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;

/**
 * Tells the VNFs that depend on a VNF of an instance that it has now: MODIFY, and START after it.
 * Everything runs on the lane of the service.
 */
final class Dependents {

  private final Steps steps;

  Dependents(Steps steps) {
    this.steps = steps;
  }

  /**
   * Tells all of them at once. MODIFY goes through the VNFM of the source, as from a real NFVO.
   *
   * @param done runs when the last of them is started again, at once if there is none, and never if
   *     one of them fails
   */
  void tell(NetworkService service, Vnf source, VNFCInstance added, Runnable done) {
    DependencyBook book = service.dependencies();
    book.fill(source.stored());
    List<String> targets = List.copyOf(book.targetsOf(source.name()));
    if (targets.isEmpty()) {
      done.run();
      return;
    }
    AtomicInteger left = new AtomicInteger(targets.size());
    Runnable oneDone =
        () -> {
          if (left.decrementAndGet() == 0) {
            done.run();
          }
        };
    for (String name : targets) {
      Vnf target = service.require(name);
      Optional<VNFRecordDependency> fresh = book.fresh(name, source.stored(), added);
      OrVnfmGeneric modify =
          new OrVnfmGeneric(Action.MODIFY, target.stored(), fresh.orElse(null), Map.of());
      steps.then(
          service,
          target,
          Action.MODIFY,
          steps.ask(service, target, source, modify),
          answer -> start(service, target, oneDone));
    }
  }

  private void start(NetworkService service, Vnf target, Runnable done) {
    if (!service.terminating()) {
      OrVnfmStartStop start =
          new OrVnfmStartStop(Action.START, target.stored(), null, null, Map.of());
      steps.then(
          service, target, Action.START, steps.ask(service, target, start), answer -> done.run());
    }
  }
}
