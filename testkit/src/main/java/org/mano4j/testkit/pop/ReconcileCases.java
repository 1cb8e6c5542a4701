package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.CRASH;

import io.grpc.Status.Code;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Image;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;

/** What a Pop makes of its platform when it comes back after a crash. */
final class ReconcileCases {

  private ReconcileCases() {}

  static List<PopCase> cases() {
    return List.of(
        crash(
            "reconcile-01",
            "A container that still runs is RUNNING as before, and can be stopped",
            ReconcileCases::adopted),
        crash(
            "reconcile-02",
            "A container that was CREATED keeps everything, and can be started",
            ReconcileCases::created),
        crash(
            "reconcile-03",
            "A container whose instance is gone has ended, and its address is free",
            ReconcileCases::gone),
        crash(
            "reconcile-04",
            "An instance of the Pop that no container has is removed",
            ReconcileCases::unknown),
        crash(
            "reconcile-05",
            "The address of a container that still runs is not given out again",
            ReconcileCases::addressKept),
        crash(
            "reconcile-06", "What was EXITED or deleted before is so after", ReconcileCases::ended),
        crash(
            "reconcile-07",
            "A container that was stopping is EXITED in the end, and nothing of it is left",
            ReconcileCases::stopping),
        crash(
            "reconcile-08",
            "Several adopted containers can be stopped and deleted; nothing of them is left",
            ReconcileCases::endAfterAdoption));
  }

  private static PopCase crash(String id, String sentence, PopCase.Body body) {
    return new PopCase(id, sentence, body, ADDITIONS, CRASH);
  }

  private static void adopted(PopBench pop) throws Exception {
    Container before = pop.running();
    pop.crash(() -> {});
    equal("the container after the crash", pop.get(before), before);
    check(hasInstance(pop, before), "its instance is gone");
    pop.stopped(before);
    check(!hasInstance(pop, before), "its instance is still there");
  }

  private static boolean hasInstance(PopBench pop, Container one) {
    return pop.instances().stream().anyMatch(i -> i.id().equals(one.getId()));
  }

  private static void created(PopBench pop) {
    Container before = pop.created();
    pop.pop().metadata(id(before), Map.of("A", "1"));
    Container changed = pop.get(before);
    pop.crash(() -> {});
    equal("the container after the crash", pop.get(before), changed);
    Container after = pop.start(before);
    equal("its status", after.getStatus(), Status.RUNNING);
    equal("its address", PopBench.address(after), PopBench.address(before));
  }

  private static void gone(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.running();
    pop.crash(() -> pop.platform().end(one.getId()));
    Container after = pop.await(one, Status.EXITED, Status.FAILED);
    check(after.getFinished() > 0, "it does not tell when it ended");
    pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))));
  }

  private static void unknown(PopBench pop) throws Exception {
    Image image = pop.pop().images(PopBench.name(pop.image())).get(0);
    String id = "lost-" + pop.newName();
    InstanceSpec lost =
        new InstanceSpec(
            id,
            id,
            pop.newName(),
            new org.mano4j.pop.Image(image.getId(), image.getNamesList(), Instant.EPOCH),
            Flavour.UNLIMITED,
            Map.of(),
            Map.of());
    pop.crash(() -> pop.platform().run(lost));
    pop.await(
        "the instance that no container has to be gone",
        () ->
            pop.instances().stream()
                .map(InstanceState::id)
                .noneMatch(lost.id()::equals));
  }

  private static void addressKept(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.running();
    pop.crash(() -> {});
    pop.refused(
        "Create with the address of a container that still runs",
        () ->
            pop.create(
                pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one))))),
        PopReason.ADDRESS_TAKEN,
        Code.ALREADY_EXISTS);
  }

  private static void ended(PopBench pop) throws Exception {
    Container exited = pop.exited();
    Container deleted = pop.running();
    pop.delete(deleted);
    pop.crash(() -> {});
    equal("the EXITED container after the crash", pop.get(exited), exited);
    check(!pop.isThere(deleted), "%s is there again", nameOf(deleted));
    equal("its status after Reset", pop.pop().reset(id(exited)).getStatus(), Status.CREATED);
  }

  private static void stopping(PopBench pop) throws Exception {
    Container one = pop.running();
    pop.pop().stop(id(one));
    pop.crash(() -> {});
    pop.await(one, Status.EXITED);
    check(!hasInstance(pop, one), "its instance is still there");
  }

  private static void endAfterAdoption(PopBench pop) throws Exception {
    List<Container> both = List.of(pop.running(), pop.running());
    pop.crash(() -> {});
    for (Container one : both) {
      pop.stopped(one);
      pop.delete(one);
      check(!hasInstance(pop, one), "the instance of %s is still there", nameOf(one));
    }
  }
}
