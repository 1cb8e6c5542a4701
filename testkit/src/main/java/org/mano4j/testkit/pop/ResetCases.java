package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopBench.nameOf;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.BROKEN_IMAGE;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Network;

/** Reset. */
final class ResetCases {

  private ResetCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "reset-01",
            "An EXITED container is CREATED again, in its next life, and else as it was",
            ResetCases::fromExited,
            ADDITIONS),
        new PopCase(
            "reset-02",
            "A FAILED container is CREATED again",
            ResetCases::fromFailed,
            ADDITIONS,
            BROKEN_IMAGE),
        new PopCase(
            "reset-03",
            "After Reset it can be started and stopped as before",
            ResetCases::again,
            ADDITIONS),
        new PopCase(
            "reset-04", "After Reset its metadata can be changed", ResetCases::metadata, ADDITIONS),
        new PopCase(
            "reset-05",
            "Reset of a CREATED or RUNNING container is FAILED_PRECONDITION",
            ResetCases::wrongState,
            ADDITIONS),
        new PopCase(
            "reset-06",
            "When its address was given away Reset is refused, and names the new owner",
            ResetCases::addressGone,
            ADDITIONS),
        new PopCase(
            "reset-07",
            "After Reset its address is its own: another container cannot have it",
            ResetCases::addressBack,
            ADDITIONS),
        new PopCase(
            "reset-08",
            "An unknown container is NOT_FOUND, an empty filter INVALID_ARGUMENT",
            ResetCases::unknown,
            ADDITIONS),
        new PopCase(
            "reset-09",
            "Each life has an instance of its own",
            ResetCases::instances,
            ADDITIONS,
            PLATFORM));
  }

  private static void fromExited(PopBench pop) throws Exception {
    Container before = pop.created();
    pop.pop().metadata(id(before), Map.of("A", "1"));
    pop.stopped(pop.start(before));
    Container after = pop.pop().reset(id(before));
    equal("its status", after.getStatus(), Status.CREATED);
    equal("its life", after.getLife(), 2);
    equal("its id", after.getId(), before.getId());
    equal("its name", nameOf(after), nameOf(before));
    equal("its metadata", after.getMd().getEntriesMap(), Map.of("A", "1"));
    equal("its labels", after.getLabelsMap(), before.getLabelsMap());
    equal("its address", PopBench.address(after), PopBench.address(before));
    equal("its start", after.getStarted(), 0L);
    equal("its end", after.getFinished(), 0L);
    check(!after.hasExitCode(), "it still has the exit code %s", after.getExitCode());
    equal("what is listed of it", pop.get(before), after);
  }

  private static void fromFailed(PopBench pop) throws Exception {
    Container one = pop.broken();
    Container after = pop.pop().reset(id(one));
    equal("its status", after.getStatus(), Status.CREATED);
    equal("its life", after.getLife(), 2);
  }

  private static void again(PopBench pop) throws Exception {
    Container one = pop.exited();
    for (int life = 2; life <= 3; life++) {
      pop.pop().reset(id(one));
      Container running = pop.start(one);
      equal("its status", running.getStatus(), Status.RUNNING);
      equal("its life", running.getLife(), life);
      pop.stopped(one);
    }
  }

  private static void metadata(PopBench pop) throws Exception {
    Container one = pop.exited();
    pop.pop().reset(id(one));
    pop.pop().metadata(id(one), Map.of("A", "2"));
    equal("its metadata", pop.get(one).getMd().getEntriesMap(), Map.of("A", "2"));
  }

  private static void wrongState(PopBench pop) throws Exception {
    for (Container one : List.of(pop.created(), pop.running())) {
      pop.refused(
          "Reset of a container that is " + one.getStatus(),
          () -> pop.pop().reset(id(one)),
          PopReason.WRONG_STATE,
          Code.FAILED_PRECONDITION);
      equal("the container after that", pop.get(one), one);
    }
  }

  private static void addressGone(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.exited();
    Container owner =
        pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))));
    PopRefusal refusal =
        pop.refused(
            "Reset of a container whose address was given away",
            () -> pop.pop().reset(id(one)),
            PopReason.ADDRESS_TAKEN,
            Code.ALREADY_EXISTS,
            Code.FAILED_PRECONDITION);
    check(
        refusal.text().contains(nameOf(owner)) || refusal.text().contains(owner.getId()),
        "the text does not name %s, which has the address now: %s",
        nameOf(owner),
        refusal.text());
    equal("the status of the one to reset", pop.get(one).getStatus(), Status.EXITED);
    pop.delete(owner);
    equal("its status when it is free again", pop.pop().reset(id(one)).getStatus(), Status.CREATED);
  }

  private static void addressBack(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.exited();
    String address = PopBench.address(pop.pop().reset(id(one)));
    pop.refused(
        "Create with the address of a container after Reset",
        () -> pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(address)))),
        PopReason.ADDRESS_TAKEN,
        Code.ALREADY_EXISTS);
  }

  private static void unknown(PopBench pop) throws Exception {
    pop.refused(
        "Reset of an unknown container",
        () -> pop.pop().reset(id("no-such-id")),
        PopReason.NO_SUCH_CONTAINER,
        Code.NOT_FOUND);
    for (Filter filter : List.of(PopBench.all(), id(""), PopBench.name(""))) {
      pop.refused(
          "Reset without a container",
          () -> pop.pop().reset(filter),
          PopReason.INVALID_FIELD,
          Code.INVALID_ARGUMENT);
    }
  }

  private static void instances(PopBench pop) throws Exception {
    Container one = pop.exited();
    pop.pop().reset(id(one));
    pop.start(one);
    List<String> instances =
        pop.instances().stream()
            .map(instance -> instance.id())
            .filter(instance -> instance.startsWith(one.getId()))
            .toList();
    check(
        instances.size() == 1 && !instances.contains(one.getId()),
        "in the second life its instances are %s, of which the first life's must not be one",
        instances);
  }
}
