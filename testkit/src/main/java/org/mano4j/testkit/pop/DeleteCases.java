package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.ALONE;
import static org.mano4j.testkit.pop.PopNeed.BROKEN_IMAGE;
import static org.mano4j.testkit.pop.PopNeed.EXIT_WELL;
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

/** Delete, in every state. */
final class DeleteCases {

  private DeleteCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "delete-01",
            "A CREATED container is gone when Delete answers",
            pop -> gone(pop, pop.created())),
        new PopCase(
            "delete-02", "A RUNNING container is gone soon", pop -> goneSoon(pop, pop.running())),
        new PopCase("delete-03", "A STOPPING container is gone soon", DeleteCases::stopping),
        new PopCase(
            "delete-04",
            "An EXITED container is gone when Delete answers",
            pop -> gone(pop, pop.exited())),
        new PopCase(
            "delete-05",
            "A FAILED container is gone when Delete answers",
            pop -> gone(pop, pop.broken()),
            BROKEN_IMAGE),
        new PopCase(
            "delete-06",
            "A container that has ended by itself is gone when Delete answers",
            pop -> gone(pop, pop.ended(0)),
            EXIT_WELL),
        new PopCase(
            "delete-07",
            "A container that was deleted, or never was, is NOT_FOUND",
            DeleteCases::unknown),
        new PopCase(
            "delete-08",
            "An empty filter is INVALID_ARGUMENT",
            DeleteCases::noFilter,
            ADDITIONS,
            ALONE),
        new PopCase(
            "delete-09",
            "When Delete of a RUNNING container answers, its name and address can run again",
            DeleteCases::free,
            ADDITIONS),
        new PopCase(
            "delete-10",
            "When Delete of a RUNNING container answers, nothing of it is left on the platform",
            DeleteCases::leavesNothing,
            ADDITIONS,
            PLATFORM),
        new PopCase("delete-11", "It can be named, too", DeleteCases::byName));
  }

  private static void gone(PopBench pop, Container one) {
    pop.pop().delete(id(one));
    check(!pop.isThere(one), "the container is still there as %s", one.getStatus());
    check(
        pop.pop().containers(PopBench.all()).stream()
            .noneMatch(other -> other.getId().equals(one.getId())),
        "the container is still in the list of all");
  }

  private static void goneSoon(PopBench pop, Container one) throws InterruptedException {
    pop.delete(one);
    check(
        pop.pop().containers(PopBench.all()).stream()
            .noneMatch(other -> other.getId().equals(one.getId())),
        "the container is still in the list of all");
  }

  private static void stopping(PopBench pop) throws InterruptedException {
    Container one = pop.running();
    pop.pop().stop(id(one));
    goneSoon(pop, one);
  }

  private static void unknown(PopBench pop) throws Exception {
    Container one = pop.created();
    pop.pop().delete(id(one));
    for (Filter filter : List.of(id(one), id("no-such-id"))) {
      pop.refused(
          "Delete of a container that is not there",
          () -> delete(pop, filter),
          PopReason.NO_SUCH_CONTAINER,
          Code.NOT_FOUND);
    }
  }

  private static String delete(PopBench pop, Filter filter) {
    pop.pop().delete(filter);
    return "";
  }

  private static void noFilter(PopBench pop) throws Exception {
    Container one = pop.created();
    pop.refused(
        "Delete without a container",
        () -> delete(pop, PopBench.all()),
        PopReason.INVALID_FIELD,
        Code.INVALID_ARGUMENT);
    equal("the status of a container", pop.get(one).getStatus(), Status.CREATED);
  }

  private static void free(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.running();
    pop.pop().delete(id(one));
    Container other =
        pop.create(
            pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one))))
                .setName(nameOf(one)));
    equal("the status of its successor", pop.start(other).getStatus(), Status.RUNNING);
  }

  private static void leavesNothing(PopBench pop) {
    Set<?> before = Set.copyOf(pop.instances());
    Container one = pop.running();
    pop.pop().delete(id(one));
    equal("what the platform has", Set.copyOf(pop.instances()), before);
  }

  private static void byName(PopBench pop) {
    Container one = pop.created();
    pop.pop().delete(PopBench.name(nameOf(one)));
    check(!pop.isThere(one), "the container is still there");
  }
}
