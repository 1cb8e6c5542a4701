package org.mano4j.pop.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what a Pop remembers and what its platform runs together, after a restart. What runs and
 * is remembered goes on; what is remembered and does not run has ended; what runs and is not
 * remembered as running is removed: its start was never acknowledged.
 */
final class Reconciliation {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
  private static final int WORKERS = 16;

  /** For stops that the restart has cut short; what was left of their own is not known. */
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final PopParts pop;
  private final PopStore store;
  private final Map<String, InstanceEnd> early;
  private final Map<String, InstanceState> found = new HashMap<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private final AtomicInteger removed = new AtomicInteger();
  private int adopted;
  private int ended;
  private int stopping;

  /**
   * What is to be done.
   *
   * @param early of instances that have ended since the platform was opened
   */
  Reconciliation(PopParts pop, PopStore store, Map<String, InstanceEnd> early) {
    this.pop = pop;
    this.store = store;
    this.early = early;
  }

  /**
   * Does it, and returns when every container is as callers may see it.
   *
   * @throws PopException if the platform does not tell its instances, or the store does not take
   *     what has changed
   */
  void run() {
    instances().forEach(state -> found.put(state.id(), state));
    List<ContainerRecord> records = List.copyOf(store.all());
    records.forEach(this::reclaim);
    records.stream()
        .filter(record -> !record.holdsAddresses())
        .sorted(Comparator.comparing(record -> ended(record.container())))
        .forEach(this::rest);
    records.stream().filter(ContainerRecord::hasInstance).forEach(this::settle);
    records.stream().filter(LifeCycle::mayBeKept).forEach(this::keep);
    found.values().forEach(state -> tasks.add(() -> remove(state)));
    carryOut();
    if (!records.isEmpty() || !found.isEmpty()) {
      LOG.info(
          "containers remembered: {}, of which run on: {}, ended meanwhile: {}, are being stopped: {};"
              + " instances without container: removed {} of {}",
          records.size(),
          adopted,
          ended,
          stopping,
          removed,
          found.values().stream().filter(state -> !state.kept()).count());
    }
  }

  private List<InstanceState> instances() {
    try {
      return pop.platform().instances();
    } catch (PopException e) {
      throw new PopException(
          e.code(),
          e.reason(),
          "this Pop does not start, since its platform does not tell what runs: "
              + e.text()
              + "; see whether the platform is well, and start again",
          e);
    }
  }

  private void reclaim(ContainerRecord record) {
    if (!record.holdsAddresses()) {
      return;
    }
    try {
      pop.addresses().reclaim(record.container().endpoints().values());
    } catch (PopException e) {
      LOG.warn(
          "container '{}' ({}) has lost its addresses while this Pop was away: {}; delete it",
          record.container().name(),
          record.id(),
          e.text());
      pop.ledger().save(record.withHoldsAddresses(false));
    }
  }

  /** What a container had that has ended is given out last, for its next life. */
  private void rest(ContainerRecord record) {
    for (Endpoint endpoint : record.container().endpoints().values()) {
      try {
        pop.addresses().reclaim(List.of(endpoint));
        pop.addresses().release(List.of(endpoint));
      } catch (PopException e) {
        LOG.debug("address of {}, which has ended, is in use again", record.id(), e);
      }
    }
  }

  private static Instant ended(Container container) {
    return Objects.requireNonNullElse(container.finished(), container.created());
  }

  /** What has become of the instance of a container. */
  private void settle(ContainerRecord record) {
    String instanceId = record.instanceId();
    @Nullable InstanceState state = found.remove(instanceId);
    ContainerLife life = new ContainerLife(record.id(), pop);
    if (state == null) {
      ended++;
      tasks.add(() -> end(life, instanceId, early.get(instanceId)));
    } else if (state.kept()) {
      ended++;
      tasks.add(() -> end(life, instanceId, told(state)));
    } else if (!state.running()) {
      ended++;
      tasks.add(() -> removeEnded(life, state));
    } else if (record.deleting() || record.container().status() != ContainerStatus.RUNNING) {
      stopping++;
      tasks.add(() -> life.goOnStopping(instanceId, GRACE));
    } else {
      adopted++;
    }
  }

  /** What is left of a container that has ended stays with it, and may tell its exit code. */
  private void keep(ContainerRecord record) {
    @Nullable InstanceState state = found.get(record.instanceId());
    if (state == null || !state.kept()) {
      return;
    }
    found.remove(state.id());
    @Nullable InstanceEnd end = told(state);
    if (end != null) {
      new ContainerLife(record.id(), pop).ended(state.id(), end);
    }
  }

  private void removeEnded(ContainerLife life, InstanceState state) {
    try {
      pop.platform().stop(state.id(), Duration.ZERO);
    } catch (PopException e) {
      life.removalFailed(state.id(), e).join();
      return;
    }
    end(life, state.id(), told(state));
  }

  private static @Nullable InstanceEnd told(InstanceState state) {
    return state.exitCode() == null ? null : InstanceEnd.of(state.exitCode());
  }

  private void end(ContainerLife life, String instanceId, @Nullable InstanceEnd end) {
    Instant now = pop.clock().instant();
    life.ended(instanceId, r -> end == null ? LifeCycle.gone(r, now) : LifeCycle.ended(r, end, now))
        .join();
  }

  private void remove(InstanceState state) {
    String instanceId = state.id();
    if (state.kept()) {
      pop.remains().throwAway(instanceId);
      return;
    }
    try {
      pop.platform().stop(instanceId, Duration.ZERO);
      removed.incrementAndGet();
      LOG.warn("instance {} was on the platform, but no container has it: removed", instanceId);
      pop.remains().throwAway(instanceId);
    } catch (PopException e) {
      LOG.warn(
          "instance {} is on the platform, no container has it, and it could not be removed: {};"
              + " the next start of this Pop tries again",
          instanceId,
          e.text());
    }
  }

  /** On threads of its own, since it waits for those of the Pop. */
  private void carryOut() {
    if (tasks.isEmpty()) {
      return;
    }
    ExecutorService workers =
        Executors.newFixedThreadPool(
            Math.min(WORKERS, tasks.size()), task -> new Thread(task, "pop-reconciliation"));
    try {
      List<CompletableFuture<Void>> all =
          tasks.stream().map(task -> CompletableFuture.runAsync(task, workers)).toList();
      all.forEach(CompletableFuture::join);
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      workers.shutdownNow();
    }
  }
}
