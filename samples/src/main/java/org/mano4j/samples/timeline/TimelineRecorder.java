package org.mano4j.samples.timeline;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.testkit.TraceEntry;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/** Collects what is seen of a run, from whoever sees it. Thread-safe. */
public final class TimelineRecorder {

  private static final Map<String, Phase> PHASES =
      Map.of(
          "GRANT_OPERATION", Phase.GRANT,
          "ALLOCATE_RESOURCES", Phase.ALLOCATE,
          "SCALING", Phase.ALLOCATE);

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final List<Seen.Step> steps = new ArrayList<>();
  private final List<Seen> seen = new ArrayList<>();
  private final Map<String, String> vnfrByServer = new HashMap<>();
  private @Nullable String step;
  private Instant begun = Instant.EPOCH;

  /** With the clock of the machine. */
  public TimelineRecorder() {
    this(Clock.systemUTC());
  }

  /** With a clock of the caller's. */
  TimelineRecorder(Clock clock) {
    this.clock = clock;
  }

  /** A step begins; one that was begun before ends. */
  public void begin(String name) {
    locked(
        () -> {
          endStep();
          step = name;
          begun = clock.instant();
        });
  }

  /** The step ends, done or failed; nothing if none was begun. */
  public void end() {
    locked(this::endStep);
  }

  private void endStep() {
    if (step != null) {
      steps.add(new Seen.Step(begun, clock.instant(), step));
      step = null;
    }
  }

  /** Which VNF each instance of a service belongs to, as its record says now. */
  public void members(NetworkServiceRecord service) {
    locked(
        () ->
            service
                .vnfr()
                .forEach(
                    vnfr ->
                        vnfr.vnfcInstances().stream()
                            .filter(instance -> instance.hostname() != null)
                            .forEach(
                                instance ->
                                    vnfrByServer.put(
                                        instance.hostname(), String.valueOf(vnfr.name())))));
  }

  /** A VNFM asks the door of a VIM for something, now. */
  public void asked(String function, String server) {
    see(new Seen.Asked(clock.instant(), function, server));
  }

  /** A container is now like this. */
  public void changed(Container container) {
    see(
        new Seen.Changed(
            clock.instant(),
            container.id(),
            container.name(),
            container.status() == ContainerStatus.RUNNING,
            container.metadata()));
  }

  /** An engine has started the instance of a Pop's container. */
  public void started(
      String containerId, Instant createBegun, Instant createDone, Instant startDone) {
    see(new Seen.OnEngine(createBegun, createDone, startDone, containerId));
  }

  private void see(Seen what) {
    locked(() -> seen.add(what));
  }

  /**
   * What all this came to. The step that was begun last ends now.
   *
   * @param messages of the orchestrator
   */
  public Timeline timeline(List<TraceEntry> messages) {
    lock.lock();
    try {
      endStep();
      List<Seen> all = new ArrayList<>(seen);
      all.addAll(exchanges(messages));
      return new TimelineBuilder(all, vnfrByServer).of(steps);
    } finally {
      lock.unlock();
    }
  }

  /** Requests that were answered. */
  private static List<Seen> exchanges(List<TraceEntry> messages) {
    Map<Long, TraceEntry> requests = new HashMap<>();
    List<Seen> exchanges = new ArrayList<>();
    for (TraceEntry message : messages) {
      if (message.kind() == Kind.REQUEST) {
        requests.put(message.number(), message);
      }
      TraceEntry request = message.answers() == null ? null : requests.get(message.answers());
      Phase phase = request == null ? null : PHASES.get(request.what());
      if (request == null) {
        continue;
      }
      if (request.server() != null) {
        exchanges.add(new Seen.Launched(request.time(), message.time(), request.server()));
      } else if (request.direction() == Direction.RECEIVED
          && phase != null
          && request.subject() != null) {
        exchanges.add(new Seen.OfVnf(request.time(), message.time(), phase, request.subject()));
      }
    }
    return exchanges;
  }

  private void locked(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      lock.unlock();
    }
  }
}
