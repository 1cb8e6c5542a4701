package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/**
 * The engine's containers that the owner has made: no other is ever touched. Which instance has
 * which is remembered, so that nobody has to ask. Thread-safe.
 */
final class OwnContainers {

  private static final Duration REMOVAL = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Engine engine;
  private final Labels labels;
  private final OwnLabels own;

  /** The engine's ids by instance id. */
  private final Map<String, String> known = new ConcurrentHashMap<>();

  OwnContainers(Engine engine, Labels labels) {
    this.engine = engine;
    this.labels = labels;
    this.own = new OwnLabels(labels.owner());
  }

  Labels labels() {
    return labels;
  }

  void remember(String instanceId, String engineId) {
    known.put(instanceId, engineId);
  }

  void forget(String instanceId) {
    known.remove(instanceId);
  }

  boolean isKnown(String instanceId) {
    return known.containsKey(instanceId);
  }

  /** Whether a container is the one that an instance is known to have. */
  boolean isKnown(String instanceId, String engineId) {
    return engineId.equals(known.get(instanceId));
  }

  /** All of them that are instances, running or not. */
  List<Container> all() {
    return engine.call("list instances", this::all);
  }

  /** The same, while the engine is not open for calls. */
  List<Container> all(DockerClient docker) {
    return own.list(docker);
  }

  /** The engine's id of an instance's container, if there is one. */
  Optional<String> find(String instanceId) {
    String remembered = known.get(instanceId);
    return remembered == null ? lookUp(instanceId) : Optional.of(remembered);
  }

  /** Asks the engine for it, whatever is remembered. */
  Optional<String> lookUp(String instanceId) {
    return engine
        .call("find instance '" + instanceId + "'", docker -> own.list(docker, instanceId))
        .stream()
        .map(Container::getId)
        .findFirst();
  }

  /** Whose container has this name: the instance's id if it is the owner's. */
  Optional<String> instanceNamed(String name) {
    return engine.call(
        "find container '" + name + "'",
        docker -> {
          try {
            return own.instance(docker, docker.inspectContainerCmd(name).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** Removes one, running or not, and returns when it is gone. One that is not there is. */
  void remove(String engineId) {
    engine.call(
        "remove container " + engineId,
        docker -> {
          remove(docker, engineId, true);
          return engineId;
        });
  }

  /**
   * Removes one that has ended, and returns when it is gone.
   *
   * @return false if it runs (again), so that it was not removed
   */
  boolean removeEnded(String engineId) {
    return engine.call(
        "remove container " + engineId,
        docker -> {
          try {
            remove(docker, engineId, false);
            return true;
          } catch (ConflictException e) {
            Boolean runs = docker.inspectContainerCmd(engineId).exec().getState().getRunning();
            if (Boolean.TRUE.equals(runs)) {
              return false;
            }
            throw e;
          }
        });
  }

  private static void remove(DockerClient docker, String engineId, boolean force) {
    try {
      docker.removeContainerCmd(engineId).withForce(force).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // It is gone already.
    } catch (ConflictException e) {
      if (!EngineFailure.message(e).contains("already in progress")) {
        throw e;
      }
      awaitGone(docker, engineId);
    }
  }

  /** Somebody else removes it; its name is free only after that. */
  private static void awaitGone(DockerClient docker, String engineId) {
    long end = System.nanoTime() + REMOVAL.toNanos();
    while (System.nanoTime() - end < 0) {
      if (Thread.currentThread().isInterrupted()) {
        throw new PopException(
            Code.CANCELLED, "the removal of container " + engineId + " is not waited for any more");
      }
      try {
        docker.inspectContainerCmd(engineId).exec();
      } catch (NotFoundException e) {
        return;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    throw new PopException(
        Code.UNKNOWN,
        PopReason.PLATFORM_FAILED,
        "the engine has begun to remove container "
            + engineId
            + " and has not ended; look at the engine's log");
  }

  /** Which instance it is; null if it is none. */
  static @Nullable String instance(Container container) {
    Map<String, String> told = container.getLabels();
    return told == null ? null : told.get(Labels.INSTANCE);
  }
}
