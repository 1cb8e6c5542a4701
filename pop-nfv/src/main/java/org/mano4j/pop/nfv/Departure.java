package org.mano4j.pop.nfv;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopException;

/**
 * Deletes containers and waits until nothing of them is listed any more. A failure that may pass is
 * tried again: an NFVO never learns of it, and will not ask a second time.
 */
final class Departure {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LAST_PAUSE = Duration.ofSeconds(2);

  private final PopClient pop;
  private final Duration limit;

  /**
   * Departures from a Pop.
   *
   * @param limit after which no further attempt is made
   */
  Departure(PopClient pop, Duration limit) {
    this.pop = pop;
    this.limit = limit;
  }

  /** As {@link #ofAll}, of one container. */
  void of(String containerId) {
    ofAll("container " + containerId, () -> pop.containers(Filter.byId(containerId)));
  }

  /**
   * Returns when all of them are gone; at once if there are none.
   *
   * @param what they are, for messages
   * @param containers asked for at every attempt
   * @throws VimDriverException if one is still there at the limit, or this thread was interrupted
   * @throws PopException if the Pop refuses for good
   */
  void ofAll(String what, Supplier<List<Container>> containers) {
    long begun = System.nanoTime();
    Duration pause = FIRST_PAUSE;
    for (String why = attempt(containers); !why.isEmpty(); why = attempt(containers)) {
      if (System.nanoTime() - begun > limit.toNanos()) {
        throw new VimDriverException(
            what
                + " is not gone after "
                + limit.toSeconds()
                + " s: "
                + why
                + "; delete it again, or have the operator of the Pop look at it");
      }
      pause(what + " was gone", pause);
      pause = pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
    }
  }

  /** Why one is still there; empty if all are gone. */
  private String attempt(Supplier<List<Container>> containers) {
    try {
      String why = "";
      for (Container container : containers.get()) {
        String left = attempt(Filter.byId(container.id()));
        why = left.isEmpty() ? why : left;
      }
      return why;
    } catch (PopException e) {
      return whyNotYet(e);
    }
  }

  private String attempt(Filter filter) {
    String why = "";
    try {
      pop.delete(filter);
    } catch (PopException e) {
      if (e.code() == PopException.Code.NOT_FOUND) {
        return "";
      }
      why = whyNotYet(e);
    }
    // A Pop of the first generation answers before it is done.
    Optional<Container> left = pop.container(filter);
    return left.isPresent() && why.isEmpty() ? state(left.get()) : left.isPresent() ? why : "";
  }

  private static String whyNotYet(PopException failure) {
    if (!mayPass(failure.code())) {
      throw failure;
    }
    return String.valueOf(failure.getMessage());
  }

  private static String state(Container container) {
    return "it is " + container.status() + ", " + container.extendedStatus();
  }

  private static boolean mayPass(PopException.Code code) {
    return switch (code) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED, UNKNOWN, INTERNAL -> true;
      default -> false;
    };
  }

  /**
   * Waits without work.
   *
   * @param what has not happened yet, if this thread is interrupted
   */
  static void pause(String what, Duration pause) {
    LockSupport.parkNanos(pause.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new VimDriverException(
          "interrupted before " + what + "; its Pop goes on, and it may be asked for again");
    }
  }
}
