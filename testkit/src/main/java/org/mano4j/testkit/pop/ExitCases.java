package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.EXIT_BADLY;
import static org.mano4j.testkit.pop.PopNeed.EXIT_WELL;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Status.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Network;

/** Containers that end by themselves. */
final class ExitCases {

  private ExitCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "exit-01",
            "A container that ends by itself is seen to have ended",
            ExitCases::isSeen,
            EXIT_WELL),
        new PopCase(
            "exit-02",
            "Ended with code 0 it is EXITED, and tells code and time",
            ExitCases::well,
            EXIT_WELL,
            ADDITIONS),
        new PopCase(
            "exit-03",
            "Ended with another code it is FAILED, and tells code and time",
            ExitCases::badly,
            EXIT_BADLY,
            ADDITIONS),
        new PopCase(
            "exit-04",
            "When it has ended its address can be given to another container",
            ExitCases::addressBack,
            EXIT_WELL,
            ADDITIONS),
        new PopCase(
            "exit-05",
            "When it has ended nothing of it is left on the platform",
            ExitCases::leavesNothing,
            EXIT_BADLY,
            PLATFORM),
        new PopCase(
            "exit-06",
            "What has ended can be reset, and ends again",
            ExitCases::resets,
            EXIT_BADLY,
            ADDITIONS),
        new PopCase(
            "exit-07",
            "Ten that end at once are all seen to have ended",
            ExitCases::many,
            EXIT_WELL),
        new PopCase(
            "exit-08",
            "Stop of a container that has ended by itself is refused",
            ExitCases::stop,
            EXIT_WELL,
            ADDITIONS));
  }

  private static void isSeen(PopBench pop) throws Exception {
    Container one = pop.ended(0);
    check(!one.getExtendedStatus().isEmpty(), "its extended status is empty");
  }

  private static void well(PopBench pop) throws Exception {
    ended(pop.ended(0), Status.EXITED, 0);
  }

  private static void badly(PopBench pop) throws Exception {
    ended(pop.ended(pop.badCode()), Status.FAILED, pop.badCode());
  }

  private static void ended(Container one, Status status, int code) {
    equal("its status", one.getStatus(), status);
    check(one.hasExitCode(), "it tells no exit code");
    equal("its exit code", one.getExitCode(), code);
    check(
        one.getFinished() >= one.getStarted() && one.getStarted() > 0,
        "it was started at %s and has ended at %s",
        one.getStarted(),
        one.getFinished());
  }

  private static void addressBack(PopBench pop) throws Exception {
    Network network = pop.network();
    Container one = pop.ended(0);
    pop.create(pop.config(Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))));
  }

  private static void leavesNothing(PopBench pop) throws Exception {
    Set<?> before = Set.copyOf(pop.instances());
    pop.ended(pop.badCode());
    equal("what the platform has", Set.copyOf(pop.instances()), before);
  }

  private static void resets(PopBench pop) throws Exception {
    Container one = pop.ended(pop.badCode());
    pop.pop().reset(PopBench.id(one));
    pop.start(one);
    Container again = pop.await(one, Status.FAILED);
    equal("its life", again.getLife(), 2);
    equal("its exit code", again.getExitCode(), pop.badCode());
  }

  private static void many(PopBench pop) throws Exception {
    String image = pop.exitImage(0);
    List<Container> all =
        java.util.stream.IntStream.range(0, 10)
            .mapToObj(i -> pop.start(pop.create(pop.config().setImageId(image))))
            .toList();
    for (Container one : all) {
      pop.await(one, Status.EXITED, Status.FAILED);
    }
  }

  private static void stop(PopBench pop) throws Exception {
    Container one = pop.ended(0);
    pop.refused(
        "Stop of a container that has ended by itself",
        () -> {
          pop.pop().stop(PopBench.id(one));
          return null;
        },
        PopReason.WRONG_STATE,
        Code.FAILED_PRECONDITION);
  }
}
