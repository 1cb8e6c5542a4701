package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.Checks.possible;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;

import io.grpc.Status.Code;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.Filter;
import org.mano4j.pop.proto.Network;
import org.mano4j.pop.proto.PopGrpc;

/** Callers that do not wait for the end. */
final class DeadlineCases {

  private static final Duration TOO_SHORT = Duration.ofMillis(3);

  private static final Duration SHORT = Duration.ofMillis(200);
  private static final String NOT_ARRIVED =
      "the call has not reached the Pop before its deadline of " + SHORT.toMillis() + " ms";

  private DeadlineCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "deadline-01",
            "A Stop goes on when its caller's deadline has ended",
            DeadlineCases::stop,
            ADDITIONS),
        new PopCase(
            "deadline-02",
            "A Delete goes on when its caller's deadline has ended",
            DeadlineCases::delete,
            ADDITIONS),
        new PopCase(
            "deadline-03",
            "A Start whose caller has given up leaves the container in a state of its own",
            DeadlineCases::start,
            ADDITIONS),
        new PopCase(
            "deadline-04",
            "A Start whose caller has given up leaves no instance without a container",
            DeadlineCases::startLeavesNothing,
            ADDITIONS,
            PLATFORM),
        new PopCase(
            "deadline-05",
            "Stop answers within 2 s, however long the container takes",
            DeadlineCases::stopAnswersAtOnce),
        new PopCase(
            "deadline-06",
            "After a Start whose caller has given up, it runs, can be started, or is undone",
            DeadlineCases::startIsUndone,
            ADDITIONS));
  }

  /** Calls with a deadline that may end before the call reaches the Pop, or after. */
  private static boolean inTime(
      PopBench pop, io.grpc.MethodDescriptor<Filter, ?> method, Container one, Duration time) {
    try {
      pop.pop().call(method, id(one), time);
      return true;
    } catch (PopRefusal e) {
      check(
          e.code() == Code.DEADLINE_EXCEEDED,
          "%s with a deadline of %s ms was answered %s",
          method.getBareMethodName(),
          time.toMillis(),
          e.getMessage());
      return false;
    }
  }

  private static void stop(PopBench pop) throws Exception {
    Container one = pop.running();
    possible(inTime(pop, PopGrpc.getStopMethod(), one, SHORT) || !pop.runs(one), NOT_ARRIVED);
    pop.await(one, Status.EXITED);
  }

  private static void delete(PopBench pop) throws Exception {
    Container one = pop.running();
    possible(inTime(pop, PopGrpc.getDeleteMethod(), one, SHORT) || !pop.runs(one), NOT_ARRIVED);
    pop.await("the container to be gone", () -> !pop.isThere(one));
  }

  private static void start(PopBench pop) throws Exception {
    for (int i = 0; i < 5; i++) {
      Container one = pop.created();
      inTime(pop, PopGrpc.getStartMethod(), one, TOO_SHORT);
      Status status = pop.get(one).getStatus();
      check(
          List.of(Status.CREATED, Status.RUNNING, Status.FAILED).contains(status),
          "the container is %s",
          status);
      pop.pop().delete(id(one));
      check(!pop.isThere(one), "the container is still there after Delete");
    }
  }

  private static void startLeavesNothing(PopBench pop) throws Exception {
    Set<?> before = Set.copyOf(pop.instances());
    for (int i = 0; i < 10; i++) {
      Container one = pop.created();
      inTime(pop, PopGrpc.getStartMethod(), one, TOO_SHORT);
      pop.pop().delete(id(one));
    }
    pop.await(
        "the platform to have nothing of containers that were deleted",
        () -> Set.copyOf(pop.instances()).equals(before));
  }

  /** Ever longer deadlines: some end before the turn of the container, some while it starts. */
  private static void startIsUndone(PopBench pop) throws Exception {
    Network network = pop.network();
    for (int millis = 2; millis <= 512; millis *= 4) {
      Container one = pop.created();
      inTime(pop, PopGrpc.getStartMethod(), one, Duration.ofMillis(millis));
      Status status = settled(pop, one);
      if (status == Status.CREATED) {
        equal("its status after another Start", pop.start(one).getStatus(), Status.RUNNING);
      } else if (status == Status.FAILED) {
        pop.await(
            "the address of a container whose Start was undone to be free",
            () -> isFree(pop, network, one));
        equal("its status after Reset", pop.pop().reset(id(one)).getStatus(), Status.CREATED);
        equal("its status after another Start", pop.start(one).getStatus(), Status.RUNNING);
      }
      pop.delete(one);
    }
  }

  /** The state once the Start has ended on the Pop, too, behind which this waits. */
  private static Status settled(PopBench pop, Container one) {
    try {
      pop.pop().metadata(id(one), Map.of("AFTER", "1"));
    } catch (PopRefusal e) {
      check(
          e.code() == Code.ALREADY_EXISTS,
          "Metadata after a Start whose caller has given up was answered %s",
          e.getMessage());
    }
    return pop.get(one).getStatus();
  }

  private static boolean isFree(PopBench pop, Network network, Container one) {
    try {
      pop.pop()
          .delete(
              id(
                  pop.create(
                      pop.config(
                          Map.of(network.getName(), PopBench.fixed(PopBench.address(one)))))));
      return true;
    } catch (PopRefusal e) {
      return false;
    }
  }

  /** The quickest of some: what else the machine does may hold up an answer. */
  private static void stopAnswersAtOnce(PopBench pop) throws Exception {
    long quickest = Long.MAX_VALUE;
    for (int i = 0; i < 4 && quickest >= 2000; i++) {
      Container one = pop.running();
      long begin = System.nanoTime();
      pop.pop().stop(id(one));
      quickest = Math.min(quickest, Duration.ofNanos(System.nanoTime() - begin).toMillis());
      pop.await(one, Status.EXITED);
    }
    check(quickest < 2000, "Stop was answered after %s ms at the earliest", quickest);
  }
}
