package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.Checks.possible;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.LOGS;
import static org.mano4j.testkit.pop.PopNeed.PLATFORM;
import static org.mano4j.testkit.pop.PopNeed.STATS;

import io.grpc.Status.Code;
import java.util.List;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerStats;
import org.mano4j.pop.proto.LogChunk;
import org.mano4j.pop.proto.LogRequest;
import org.mano4j.pop.proto.PopGrpc;

/** Logs and Stats. */
final class InstanceViewCases {

  private InstanceViewCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "logs-01",
            "What a running container has written so far is told, and then it ends",
            InstanceViewCases::logs,
            LOGS),
        new PopCase(
            "logs-02",
            "Who follows is told the end when the container ends",
            InstanceViewCases::follows,
            LOGS),
        new PopCase(
            "logs-03",
            "Logs of an unknown container are NOT_FOUND",
            InstanceViewCases::unknownLogs,
            LOGS),
        new PopCase(
            "logs-04",
            "Logs and Stats are UNIMPLEMENTED where the platform has no such thing",
            InstanceViewCases::unsupported,
            ADDITIONS),
        new PopCase(
            "logs-05",
            "What an ended container has written is told, or FAILED_PRECONDITION if it is not kept",
            InstanceViewCases::afterTheEnd,
            LOGS),
        new PopCase(
            "logs-06",
            "Of a container that was reset nothing is told, nor kept of one that was deleted",
            InstanceViewCases::forgotten,
            LOGS,
            PLATFORM),
        new PopCase(
            "stats-01",
            "Stats of a running container have its id and a time",
            InstanceViewCases::stats,
            STATS),
        new PopCase(
            "stats-02",
            "Stats of a container that does not run are FAILED_PRECONDITION",
            InstanceViewCases::notRunning,
            STATS));
  }

  private static PopMessages<LogChunk> logs(PopBench pop, LogRequest.Builder request) {
    return pop.pop().stream(PopGrpc.getLogsMethod(), request.build());
  }

  private static void logs(PopBench pop) throws Exception {
    Container one = pop.running();
    try (PopMessages<LogChunk> all = logs(pop, LogRequest.newBuilder().setFilter(id(one)))) {
      all.rest();
    }
    try (PopMessages<LogChunk> none =
        logs(pop, LogRequest.newBuilder().setFilter(id(one)).setTail(0))) {
      equal("what the last 0 lines hold", none.rest(), List.of());
    }
  }

  private static void follows(PopBench pop) throws Exception {
    for (int left = 20; !followedToTheEnd(pop, left == 0); left--) {
      pop.pop().info();
    }
  }

  /** False if the stop has overtaken the call, which then finds nothing to follow. */
  private static boolean followedToTheEnd(PopBench pop, boolean hasTo) throws Exception {
    Container one = pop.running();
    try (PopMessages<LogChunk> all =
        logs(pop, LogRequest.newBuilder().setFilter(id(one)).setFollow(true))) {
      pop.stopped(one);
      all.rest();
      return true;
    } catch (PopRefusal e) {
      if (hasTo || e.code() != Code.FAILED_PRECONDITION) {
        throw e;
      }
      return false;
    }
  }

  private static void unknownLogs(PopBench pop) throws Exception {
    try (PopMessages<LogChunk> none =
        logs(pop, LogRequest.newBuilder().setFilter(id("no-such-id")))) {
      pop.refused(
          "Logs of an unknown container", none::next, PopReason.NO_SUCH_CONTAINER, Code.NOT_FOUND);
    }
  }

  private static void afterTheEnd(PopBench pop) throws Exception {
    Container one = pop.exited();
    for (boolean follow : List.of(false, true)) {
      try (PopMessages<LogChunk> all =
          logs(pop, LogRequest.newBuilder().setFilter(id(one)).setFollow(follow))) {
        all.rest();
      } catch (PopRefusal e) {
        check(
            e.code() == Code.FAILED_PRECONDITION,
            "Logs of an ended container were answered %s",
            e.getMessage());
      }
    }
  }

  private static void forgotten(PopBench pop) throws Exception {
    Container one = pop.exited();
    pop.pop().reset(id(one));
    check(!pop.keeps(one.getId()), "the platform keeps what the life before has left");
    try (PopMessages<LogChunk> none = logs(pop, LogRequest.newBuilder().setFilter(id(one)))) {
      pop.refused(
          "Logs of a container that was reset",
          none::next,
          PopReason.WRONG_STATE,
          Code.FAILED_PRECONDITION);
    }
    Container other = pop.exited();
    pop.delete(other);
    check(!pop.keeps(other.getId()), "the platform keeps what a deleted container has left");
  }

  private static void unsupported(PopBench pop) throws Exception {
    List<String> can = pop.pop().info().getCapabilitiesList();
    possible(!can.containsAll(List.of("Logs", "Stats")), "the Pop declares Logs and Stats");
    Container one = pop.running();
    if (!can.contains("Logs")) {
      try (PopMessages<LogChunk> none = logs(pop, LogRequest.newBuilder().setFilter(id(one)))) {
        pop.refused("Logs", none::next, PopReason.NOT_SUPPORTED, Code.UNIMPLEMENTED);
      }
    }
    if (!can.contains("Stats")) {
      pop.refused(
          "Stats",
          () -> pop.pop().call(PopGrpc.getStatsMethod(), id(one)),
          PopReason.NOT_SUPPORTED,
          Code.UNIMPLEMENTED);
    }
  }

  private static void stats(PopBench pop) {
    Container one = pop.running();
    ContainerStats stats = pop.pop().call(PopGrpc.getStatsMethod(), id(one));
    equal("the container", stats.getContainerId(), one.getId());
    check(stats.getTime() > 1_500_000_000_000L, "their time is %s", stats.getTime());
  }

  private static void notRunning(PopBench pop) throws Exception {
    for (Container one : List.of(pop.created(), pop.exited())) {
      pop.refused(
          "Stats of a container that is " + one.getStatus(),
          () -> pop.pop().call(PopGrpc.getStatsMethod(), id(one)),
          PopReason.WRONG_STATE,
          Code.FAILED_PRECONDITION);
    }
  }
}
