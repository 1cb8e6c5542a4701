package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What connects the engine's life with that of its instances: listens first, compares then, so that
 * nothing is missed in between; the same whenever the engine is back. Thread-safe.
 */
final class EngineLife implements Engine.Watch, AutoCloseable {

  /** For what no event tells, such as that an instance was found paused. */
  private static final Duration BETWEEN = Duration.ofMinutes(1);

  /** The server goes on with what it was told was found after that call has returned. */
  private static final Duration SETTLING = Duration.ofMillis(500);

  /** When it is looked for what is left of a start: an engine that is busy may do it late. */
  private static final List<Duration> AFTER_FAILURE =
      List.of(SETTLING, Duration.ofSeconds(3), Duration.ofSeconds(15));

  private static final Logger LOG = LoggerFactory.getLogger(EngineLife.class);

  private final Engine engine;
  private final EngineEvents events;
  private final InstanceWatch watch;
  private final Reconcile reconcile;
  private final Set<Duration> due = ConcurrentHashMap.newKeySet();
  private volatile boolean before;

  EngineLife(Engine engine, OwnContainers containers, InstanceWatch watch, InstanceEnds ends) {
    this.engine = engine;
    this.watch = watch;
    this.events = new EngineEvents(containers.labels().owner(), watch::event, engine::lost);
    this.reconcile = new Reconcile(containers, watch, ends);
  }

  @Override
  public void begin(DockerClient calls, DockerClient streams, @Nullable String engineTime) {
    events.begin(streams, engineTime);
    if (before) {
      reconcile.compare(calls);
    } else {
      reconcile.adopt(calls);
    }
  }

  @Override
  public void open() {
    if (!events.listening()) {
      engine.lost("its stream of events has ended");
      return;
    }
    watch.resume();
    if (before) {
      watch.later(() -> compare(true), Duration.ZERO);
    } else {
      before = true;
      watch.later(this::again, BETWEEN);
    }
  }

  /** The server has been told what was found. */
  void found() {
    watch.later(() -> compare(false), SETTLING);
  }

  /**
   * A start has failed, and what is left of it may not have been removable, or may appear on the
   * engine only now. Many failures together are one reason to look.
   */
  void startFailed() {
    for (Duration pause : AFTER_FAILURE) {
      if (due.add(pause)) {
        watch.later(
            () -> {
              due.remove(pause);
              compare(false);
            },
            pause);
      }
    }
  }

  @Override
  public void close() {
    events.close();
  }

  private void again() {
    compare(false);
    watch.later(this::again, BETWEEN);
  }

  private void compare(boolean wasGone) {
    if (engine.state() != EngineState.OPEN) {
      return; // It is done when the engine is back.
    }
    try {
      engine.call(
          "compare the instances with the engine's",
          docker -> {
            reconcile.compare(docker);
            return true;
          });
      engine.call(
          "remove what is left of starts",
          docker -> {
            reconcile.discard(docker, wasGone);
            return true;
          });
    } catch (RuntimeException e) {
      LOG.warn("what no event has told may be seen later: {}", e.getMessage());
    }
  }
}
