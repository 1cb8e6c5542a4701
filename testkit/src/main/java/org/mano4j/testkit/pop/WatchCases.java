package org.mano4j.testkit.pop;

import static org.mano4j.testkit.pop.Checks.check;
import static org.mano4j.testkit.pop.Checks.equal;
import static org.mano4j.testkit.pop.PopBench.id;
import static org.mano4j.testkit.pop.PopNeed.ADDITIONS;
import static org.mano4j.testkit.pop.PopNeed.EXIT_WELL;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.Container.Status;
import org.mano4j.pop.proto.ContainerEvent;
import org.mano4j.pop.proto.ContainerEvent.Type;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.WatchRequest;

/** Watch. */
final class WatchCases {

  private WatchCases() {}

  static List<PopCase> cases() {
    return List.of(
        new PopCase(
            "watch-01",
            "The first message is a BOOKMARK and comes at once",
            WatchCases::bookmark,
            ADDITIONS),
        new PopCase(
            "watch-02",
            "Every state of a container is told in its order, and its end",
            WatchCases::lifeOfOne,
            ADDITIONS),
        new PopCase(
            "watch-03", "Sequence numbers grow from event to event", WatchCases::grow, ADDITIONS),
        new PopCase(
            "watch-04",
            "Who watches from a sequence number on is told what was after it, and goes on",
            WatchCases::resumes,
            ADDITIONS),
        new PopCase(
            "watch-05",
            "A container that ends by itself is told",
            WatchCases::ends,
            ADDITIONS,
            EXIT_WELL));
  }

  private static PopMessages<ContainerEvent> watch(PopBench pop) {
    return pop.pop().stream(PopGrpc.getWatchMethod(), WatchRequest.getDefaultInstance());
  }

  private static ContainerEvent next(PopMessages<ContainerEvent> events)
      throws InterruptedException {
    Optional<ContainerEvent> next = events.next();
    check(next.isPresent(), "Watch has ended by itself");
    return next.orElseThrow();
  }

  /** The events of one container until it is as told. */
  private static List<ContainerEvent> until(
      PopMessages<ContainerEvent> events, Container one, Type type, Status status)
      throws InterruptedException {
    List<ContainerEvent> seen = new ArrayList<>();
    while (true) {
      ContainerEvent event = next(events);
      if (!event.getContainer().getId().equals(one.getId())) {
        continue;
      }
      seen.add(event);
      if (event.getType() == type && event.getContainer().getStatus() == status) {
        return seen;
      }
    }
  }

  private static void bookmark(PopBench pop) throws Exception {
    try (PopMessages<ContainerEvent> events = watch(pop)) {
      equal("the first message's type", next(events).getType(), Type.BOOKMARK);
    }
  }

  private static void lifeOfOne(PopBench pop) throws Exception {
    try (PopMessages<ContainerEvent> events = watch(pop)) {
      next(events);
      Container one = pop.running();
      pop.stopped(one);
      pop.delete(one);
      List<Status> told = new ArrayList<>();
      for (ContainerEvent event : until(events, one, Type.DELETED, Status.EXITED)) {
        Status status = event.getContainer().getStatus();
        if (told.isEmpty() || told.get(told.size() - 1) != status) {
          told.add(status);
        }
      }
      equal(
          "the states that were told",
          told,
          List.of(Status.CREATED, Status.RUNNING, Status.STOPPING, Status.EXITED));
    }
  }

  private static void grow(PopBench pop) throws Exception {
    try (PopMessages<ContainerEvent> events = watch(pop)) {
      long last = next(events).getSequence();
      Container one = pop.running();
      for (ContainerEvent event : until(events, one, Type.CHANGED, Status.RUNNING)) {
        check(
            event.getSequence() > last,
            "the event with number %s came after that with %s",
            event.getSequence(),
            last);
        last = event.getSequence();
      }
    }
  }

  private static void resumes(PopBench pop) throws Exception {
    long from;
    try (PopMessages<ContainerEvent> events = watch(pop)) {
      from = next(events).getSequence();
    }
    Container one = pop.running();
    WatchRequest after = WatchRequest.newBuilder().setAfter(from).build();
    try (PopMessages<ContainerEvent> events = pop.pop().stream(PopGrpc.getWatchMethod(), after)) {
      equal("the first message's type", next(events).getType(), Type.BOOKMARK);
      List<ContainerEvent> missed = until(events, one, Type.CHANGED, Status.RUNNING);
      equal(
          "the first state that was missed",
          missed.get(0).getContainer().getStatus(),
          Status.CREATED);
      pop.pop().stop(id(one));
      until(events, one, Type.CHANGED, Status.EXITED);
    }
  }

  private static void ends(PopBench pop) throws Exception {
    try (PopMessages<ContainerEvent> events = watch(pop)) {
      next(events);
      Container one = pop.start(pop.create(pop.config().setImageId(pop.exitImage(0))));
      until(events, one, Type.CHANGED, Status.EXITED);
    }
  }
}
