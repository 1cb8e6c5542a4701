package org.mano4j.pop.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One container from its creation until it is forgotten. Everything that changes it goes through
 * its lane, one after the other. Only a start occupies the lane while the platform works; a stop is
 * waited for outside, so that a container that takes its time to end still answers.
 *
 * <p>Holds nothing itself: one can be made for each use.
 */
final class ContainerLife {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLife.class);

  /** Before a report is saved again that could not be saved; twice as long each time. */
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private static final Duration LAST_PAUSE = Duration.ofMinutes(1);

  private final String id;
  private final PopParts pop;
  private final ContainerPlaces places;

  ContainerLife(String id, PopParts pop) {
    this.id = id;
    this.pop = pop;
    this.places = new ContainerPlaces(pop);
  }

  /** Merges entries; an empty value removes its key. */
  CompletableFuture<Void> metadata(Map<String, String> entries) {
    return inLane(
        record -> {
          ContainerRecord merged = LifeCycle.withMetadata(record, entries);
          pop.input().checkMetadata("md.entries", entries);
          pop.input().checkSize("md.entries", merged.container().metadata());
          saveIfChanged(record, merged);
          return null;
        });
  }

  /**
   * Runs it. Completes when it runs.
   *
   * @param caller until when that is wanted: nothing is begun after that, and what the platform is
   *     doing then is undone
   */
  CompletableFuture<StartOutcome> start(Patience caller) {
    long called = System.nanoTime();
    return inLane(
        before -> {
          caller.check("'" + before.container().name() + "' is not started");
          ContainerRequest.START.after(before.container().name(), before.container().status());
          ContainerRecord record = places.present(before);
          pop.ledger().check();
          long begun = System.nanoTime();
          StartedInstance started = startOnPlatform(record, caller);
          long answered = System.nanoTime();
          ContainerRecord running = LifeCycle.started(record, started, now());
          try {
            pop.ledger().save(running);
          } catch (RuntimeException e) {
            remove(record.instanceId(), e);
            throw e;
          }
          return StartOutcome.of(
              running.container(),
              called,
              begun,
              Objects.requireNonNullElse(started.created(), Duration.ZERO),
              answered,
              System.nanoTime());
        });
  }

  /** Begins to stop it. Completes at once. */
  CompletableFuture<Void> stop(Duration grace) {
    return inLane(
        record -> {
          pop.ledger().save(LifeCycle.stopping(record));
          beginStop(record.instanceId(), grace);
          return null;
        });
  }

  /** Stops it if need be, and forgets it. Completes when it is gone. */
  CompletableFuture<Void> delete(Duration grace) {
    return this.<CompletableFuture<Void>>inLane(
            record -> {
              if (!record.hasInstance()) {
                forget(record);
                return CompletableFuture.completedFuture(null);
              }
              ContainerRecord deleting = LifeCycle.deleting(record);
              saveIfChanged(record, deleting);
              CompletableFuture<Void> end =
                  pop.deletions().computeIfAbsent(id, key -> new CompletableFuture<>());
              beginStop(record.instanceId(), grace);
              return end;
            })
        .thenCompose(Function.identity());
  }

  /** Begins a new life, with the addresses of the one before. */
  CompletableFuture<Container> reset() {
    return inLane(
        record -> {
          ContainerRecord reset = places.reclaimed(LifeCycle.reset(record));
          try {
            pop.ledger().save(reset);
          } catch (RuntimeException e) {
            places.release(reset);
            throw e;
          }
          throwAway(record);
          return reset.container();
        });
  }

  /** The platform tells that an instance has ended and is gone. */
  void ended(String instanceId, InstanceEnd end) {
    pop.lanes().ensure(id, () -> report(FIRST_PAUSE, () -> end(instanceId, end)));
  }

  private void end(String instanceId, InstanceEnd end) {
    Optional<ContainerRecord> present = present(instanceId);
    if (present.isPresent()) {
      ContainerRecord ended = LifeCycle.ended(present.get(), end, now());
      if (present.get().container().status() == ContainerStatus.RUNNING) {
        LOG.info(
            "container '{}' has ended: {}",
            ended.container().name(),
            ended.container().extendedStatus());
      }
      end(present.get(), ended);
      return;
    }
    // Some platforms tell it only after the stop has returned.
    pop.ledger()
        .find(id)
        .filter(record -> record.instanceId().equals(instanceId))
        .ifPresent(record -> saveIfChanged(record, LifeCycle.endedWith(record, end)));
  }

  /** The platform has something to say of an instance that runs. */
  void noted(String instanceId, String remark) {
    pop.lanes()
        .ensure(
            id,
            () ->
                present(instanceId)
                    .ifPresent(record -> saveIfChanged(record, LifeCycle.noted(record, remark))));
  }

  private void saveIfChanged(ContainerRecord before, ContainerRecord after) {
    if (!after.equals(before)) {
      pop.ledger().save(after);
    }
  }

  /**
   * Takes in what the platform tells, in the lane. It tells that once: if it cannot be saved, it is
   * tried again until this Pop closes, whose next start finds it out by itself.
   */
  private void report(Duration pause, Runnable change) {
    try {
      change.run();
    } catch (RuntimeException e) {
      if (pop.platform().isClosed()) {
        throw e;
      }
      LOG.warn("what became of container {} cannot be saved; tried again in {}", id, pause, e);
      Duration next =
          pause.multipliedBy(2).compareTo(LAST_PAUSE) < 0 ? pause.multipliedBy(2) : LAST_PAUSE;
      CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, pop.executor())
          .execute(() -> pop.lanes().ensure(id, () -> report(next, change)));
    }
  }

  /** Goes on with a stop or a deletion that a restart of this Pop has cut short. */
  void goOnStopping(String instanceId, Duration grace) {
    pop.lanes().ensure(id, () -> present(instanceId).ifPresent(r -> beginStop(instanceId, grace)));
  }

  /** An instance was found gone: changes the container that had it. */
  CompletableFuture<Void> ended(
      String instanceId, Function<ContainerRecord, ContainerRecord> change) {
    return inLane(instanceId, r -> end(r, change.apply(r)));
  }

  /** An instance was found ended, but it cannot be removed. */
  CompletableFuture<Void> removalFailed(String instanceId, PopException failure) {
    return inLane(instanceId, r -> stopFailed(instanceId, failure));
  }

  private StartedInstance startOnPlatform(ContainerRecord record, Patience caller) {
    try {
      return pop.platform().start(spec(record), caller);
    } catch (UnansweredException e) {
      if (cutShort(e)) {
        // Nothing was acknowledged: what runs of it is removed by the next start of this Pop.
        throw e;
      }
      try {
        pop.ledger().save(LifeCycle.startUnsure(record, e.text()));
      } finally {
        removeOnceStarted(record.instanceId(), e);
      }
      throw e;
    } catch (PopException e) {
      end(record, LifeCycle.startFailed(record, e.text(), now()));
      throw e;
    }
  }

  /** Nobody waits for it any more, and nobody must be left running without an owner. */
  private void removeOnceStarted(String instanceId, UnansweredException start) {
    pop.work().enter();
    start
        .end()
        .whenComplete(
            (result, failure) -> {
              pop.lanes().ensure(id, () -> beginStop(instanceId, Duration.ZERO));
              pop.lanes().ensure(id, pop.work()::leave);
            });
  }

  /** Removes an instance whose start could not be remembered, before the container may go on. */
  private void remove(String instanceId, RuntimeException why) {
    try {
      pop.platform().stop(instanceId, Duration.ZERO);
      // Its id may be started again.
      pop.remains().throwAway(instanceId);
    } catch (PopException e) {
      LOG.warn(
          "instance {} runs on although its start failed; the next start of this Pop removes it",
          instanceId,
          e);
      why.addSuppressed(e);
    }
  }

  private void beginStop(String instanceId, Duration grace) {
    if (!pop.stops().add(instanceId)) {
      return;
    }
    pop.work().enter();
    Lanes.submit(
        pop.executor(),
        () -> stopOnPlatform(instanceId, grace),
        why -> {
          pop.work().leave();
          stopFailed(instanceId, Lanes.noThread("this Pop has no thread for the stop", why));
        });
  }

  private void stopOnPlatform(String instanceId, Duration grace) {
    Runnable outcome;
    try {
      pop.platform().stop(instanceId, grace);
      outcome = () -> stopped(instanceId);
    } catch (UnansweredException e) {
      if (!e.shuttingDown()) {
        e.end().thenRun(() -> pop.lanes().ensure(id, () -> stopped(instanceId)));
      }
      outcome = () -> stopFailed(instanceId, e);
    } catch (PopException e) {
      outcome = () -> stopFailed(instanceId, e);
    }
    pop.lanes().ensure(id, outcome);
    pop.lanes().ensure(id, pop.work()::leave);
  }

  private void stopped(String instanceId) {
    pop.stops().remove(instanceId);
    // Nothing to do if the platform has reported the end before.
    report(
        FIRST_PAUSE, () -> present(instanceId).ifPresent(r -> end(r, LifeCycle.stopped(r, now()))));
  }

  private void stopFailed(String instanceId, PopException failure) {
    pop.stops().remove(instanceId);
    if (present(instanceId).isEmpty()) {
      LOG.debug("instance {} has ended although its stop failed", instanceId, failure);
      return;
    }
    if (cutShort(failure)) {
      // The next start of this Pop goes on with it.
      deletionEnds(end -> end.completeExceptionally(failure));
      return;
    }
    try {
      report(FIRST_PAUSE, () -> saveStopFailed(instanceId, failure));
    } finally {
      deletionEnds(end -> end.completeExceptionally(failure));
    }
  }

  private void saveStopFailed(String instanceId, PopException failure) {
    // Not if somebody has asked for it again meanwhile.
    if (!pop.stops().contains(instanceId)) {
      present(instanceId)
          .ifPresent(r -> pop.ledger().save(LifeCycle.stopFailed(r, failure.text())));
    }
  }

  /** Whether something failed only because this Pop closes. */
  private boolean cutShort(PopException failure) {
    return pop.platform().isClosed()
        || failure instanceof UnansweredException unanswered && unanswered.shuttingDown();
  }

  /** A change after which nothing is left on the platform. */
  private void end(ContainerRecord before, ContainerRecord after) {
    if (before.deleting()) {
      forget(before);
      return;
    }
    pop.ledger().save(after);
    places.release(before);
  }

  private void forget(ContainerRecord record) {
    try {
      pop.ledger().delete(record);
    } catch (RuntimeException e) {
      deletionEnds(end -> end.completeExceptionally(e));
      throw e;
    }
    places.release(record);
    pop.forgotten().accept(record);
    throwAway(record);
    deletionEnds(end -> end.complete(null));
  }

  /**
   * Has the platform throw away what it keeps of a life that is over. In the lane, so that a
   * deletion answers, and a new life begins, when that is done; a failure changes neither.
   */
  private void throwAway(ContainerRecord record) {
    if (LifeCycle.mayBeKept(record)) {
      pop.remains().throwAway(record.instanceId());
    }
  }

  private void deletionEnds(Function<CompletableFuture<Void>, Boolean> how) {
    Optional.ofNullable(pop.deletions().remove(id)).map(how);
  }

  /** The container, if there may be something of this instance on the platform. */
  private Optional<ContainerRecord> present(String instanceId) {
    return pop.ledger()
        .find(id)
        .filter(record -> record.hasInstance() && record.instanceId().equals(instanceId));
  }

  private static InstanceSpec spec(ContainerRecord record) {
    Container container = record.container();
    return InstanceSpecBuilder.builder()
        .id(record.instanceId())
        .containerId(record.id())
        .name(container.name())
        .image(record.image())
        .flavour(record.flavour())
        .environment(container.metadata())
        .endpoints(container.endpoints())
        .build();
  }

  private Instant now() {
    return pop.clock().instant();
  }

  private <T> CompletableFuture<T> inLane(Function<ContainerRecord, T> work) {
    Supplier<T> task =
        () ->
            work.apply(
                pop.ledger()
                    .find(id)
                    .orElseThrow(() -> Filters.notFound("container", Filter.byId(id))));
    pop.work().enter();
    return pop.lanes().call(id, task).whenComplete((result, failure) -> pop.work().leave());
  }

  private CompletableFuture<Void> inLane(String instanceId, Consumer<ContainerRecord> work) {
    return pop.lanes()
        .call(
            id,
            () -> {
              present(instanceId).ifPresent(work);
              return null;
            });
  }
}
