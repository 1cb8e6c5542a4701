package org.mano4j.pop.docker;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Instances of which something may be on the engine that nobody wants: those whose start had no
 * known outcome, or whose clean-up failed. An answer that was lost says nothing of when the engine
 * does what it was asked, so each is looked for again for a while. Thread-safe.
 */
final class Remains {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

  /** After this the engine is done with whatever it was asked. */
  private static final Duration LATEST = Duration.ofMinutes(3);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final OwnContainers containers;
  private final Executor threads;
  private final LongSupplier nanos;

  /** Until when to look for each, by instance id. */
  private final Map<String, Long> until = new ConcurrentHashMap<>();

  private volatile boolean closed;

  Remains(OwnContainers containers, Executor threads, LongSupplier nanos) {
    this.containers = containers;
    this.threads = threads;
    this.nanos = nanos;
  }

  /** Looks for this one from now on, until it is removed, or nothing has come for long enough. */
  void add(String instanceId) {
    until.put(instanceId, nanos.getAsLong() + LATEST.toNanos());
    later(instanceId, FIRST_PAUSE);
  }

  /** Removes all that is there of them. To be called when the engine is back. */
  void cleanUp() {
    until.keySet().forEach(this::tryToRemove);
  }

  boolean isEmpty() {
    return until.isEmpty();
  }

  /** Looks no more: the engine is left. */
  void close() {
    closed = true;
  }

  private void later(String instanceId, Duration pause) {
    CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS, threads)
        .execute(
            () -> {
              if (!closed && !tryToRemove(instanceId)) {
                Duration twice = pause.multipliedBy(2);
                later(instanceId, twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE);
              }
            });
  }

  /** Whether it need not be looked for again. */
  private boolean tryToRemove(String instanceId) {
    Long last = until.get(instanceId);
    if (last == null) {
      return true;
    }
    try {
      boolean found =
          containers.lookUp(instanceId).map(id -> removed(instanceId, id)).orElse(false);
      if (found || nanos.getAsLong() - last > 0) {
        until.remove(instanceId);
        return true;
      }
    } catch (PopException e) {
      LOG.debug("instance {} cannot be removed yet: {}", instanceId, e.getMessage());
    }
    return false;
  }

  private boolean removed(String instanceId, String engineId) {
    containers.remove(engineId);
    containers.forget(instanceId);
    LOG.info("removed what a start of instance {} had left on the engine", instanceId);
    return true;
  }
}
