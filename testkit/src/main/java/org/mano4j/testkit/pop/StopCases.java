package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.ALONE;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Network;

/** Stop. */
final class StopCases {

  private StopCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "stop-01",
            "A stopped container is STOPPING at first and EXITED in the end, whatever its code",
            StopCases::ends),
        new PopCase(
            "stop-02",
            "Stop of a container that was not started is refused",
            StopCases::notStarted),
        new PopCase("stop-03", "Stop of a container that has ended is refused", StopCases::ended),
        new PopCase("stop-04", "An unknown container is NOT_FOUND", StopCases::unknown),
        new PopCase(
            "stop-05",
            "An empty filter is INVALID_ARGUMENT",
            StopCases::noFilter,
            ADDITIONS,
            ALONE),
        new PopCase(
            "stop-06", "An EXITED container tells when it ended", StopCases::finished, ADDITIONS),
        new PopCase(
            "stop-07",
            "Once EXITED, its address can be given to another container that then runs",
            StopCases::addressBack,
            ADDITIONS),
        new PopCase(
            "stop-08",
            "Once EXITED, nothing of it is left on the platform",
            StopCases::leavesNothing,
            PLATFORM),
        new PopCase(
            "stop-09",
            "A stopped container keeps its name, metadata and labels",
            StopCases::keeps));
  }

  private static void ends(PopBench pop) throws Exception {
    Container one = pop.running();
    pop.pop().stop(id(one));
    Container next = pop.get(one);
    check(
        next.getStatus() == Status.STOPPING || next.getStatus() == Status.EXITED,
        "the container is %s after its Stop (%s)",
        next.getStatus(),
        next.getExtendedStatus());
    Container last = pop.await(one, Status.EXITED);
    equal("its extended status", last.getExtendedStatus(), "the container has exited");
  }

  private static void notStarted(PopBench pop) throws Exception {
    refused(pop, pop.created());
  }

  private static void ended(PopBench pop) throws Exception {
    refused(pop, pop.exited());
  }

  /** The first generation answers UNAVAILABLE, which makes other clients try again. */
  private static void refused(PopBench pop, Container one) throws Exception {
    pop.refused(
        "Stop of a container that is " + one.getStatus(),
        () -> stop(pop, id(one)),
        PopReason.WRONG_STATE,
        pop.additions() ? Code.FAILED_PRECONDITION : Code.UNAVAILABLE);
  }

  private static String stop(PopBench pop, Filter filter) {
    pop.pop().stop(filter);
    return "";
  }

  private static void unknown(PopBench pop) throws Exception {
    pop.refused(
        "Stop of an unknown container",
        () -> stop(pop, id("no-such-id")),
        PopReason.NO_SUCH_CONTAINER,
        Code.NOT_FOUND);
  }

  private static void noFilter(PopBench pop) throws Exception {
    Container one = pop.running();
    pop.refused(
        "Stop without a container",
        () -> stop(pop, PopBench.all()),
        PopReason.INVALID_FIELD,
        Code.INVALID_ARGUMENT);
    equal("the status of a container", pop.get(one).getStatus(), Status.RUNNING);
  }

  private static void finished(PopBench pop) throws Exception {
    Container one = pop.exited();
    check(
        one.getFinished() >= one.getStarted() && one.getStarted() > 0,
        "it was started at %s and has ended at %s",
        one.getStarted(),
        one.getFinished());
  }

  private static void addressBack(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.exited();
    Container other =
        pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))));
    equal("its address", PopBench.address(pop.start(other)), PopBench.address(one));
  }

  private static void leavesNothing(PopBench pop) throws Exception {
    Set<?> before = Set.copyOf(pop.instances());
    pop.exited();
    equal("what the platform has", Set.copyOf(pop.instances()), before);
  }

  private static void keeps(PopBench pop) throws Exception {
    Container before = pop.created();
    pop.pop().metadata(id(before), Map.of("A", "1"));
    Container after = pop.stopped(pop.start(before));
    equal("its names", after.getNamesList(), before.getNamesList());
    equal("its metadata", after.getMd().getEntriesMap(), Map.of("A", "1"));
    equal("its labels", after.getLabelsMap(), before.getLabelsMap());
  }
}
