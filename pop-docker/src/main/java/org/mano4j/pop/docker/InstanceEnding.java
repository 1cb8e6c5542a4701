package org.mano4j.pop.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.server.InstanceEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done with a container that does not run any more, whether it ended by itself or was
 * stopped: its exit code and last lines are kept, then it is removed, or put aside. An end that
 * comes twice, as from a stop and from the event about it, is done once. Thread-safe.
 */
final class InstanceEnding implements InstanceEnds {

  private static final Logger LOG = LoggerFactory.getLogger(InstanceEnding.class);

  private final OwnContainers containers;
  private final InstanceOutput output;
  private final KeptOutput kept;
  private final Engine engine;
  private final Consumer<String> startDone;

  /** Null: ended containers are not kept. */
  private final @Nullable KeptContainers aside;

  private final Map<String, CompletableFuture<Boolean>> busy = new ConcurrentHashMap<>();

  /**
   * Prepares endings.
   *
   * @param startDone waits until the start of an instance has returned
   */
  InstanceEnding(
      Engine engine,
      Consumer<String> startDone,
      OwnContainers containers,
      InstanceOutput output,
      KeptOutput kept,
      @Nullable KeptContainers aside) {
    this.engine = engine;
    this.startDone = startDone;
    this.containers = containers;
    this.output = output;
    this.kept = kept;
    this.aside = aside;
  }

  @Override
  public boolean has(String instanceId, String engineId) {
    return containers.isKnown(instanceId, engineId);
  }

  @Override
  public boolean finish(String instanceId, @Nullable String engineId, InstanceEnd end) {
    CompletableFuture<Boolean> mine = new CompletableFuture<>();
    CompletableFuture<Boolean> other = busy.putIfAbsent(instanceId, mine);
    if (other != null) {
      return joined(other);
    }
    try {
      startDone.accept(instanceId);
      boolean gone =
          Optional.ofNullable(engineId)
              .or(() -> containers.find(instanceId))
              .map(id -> finishNow(instanceId, id, end))
              .orElse(true);
      if (gone) {
        containers.forget(instanceId);
      }
      mine.complete(gone);
      return gone;
    } catch (RuntimeException e) {
      mine.completeExceptionally(e);
      throw e;
    } finally {
      busy.remove(instanceId);
    }
  }

  @Override
  public void giveUp(String instanceId) {
    containers.forget(instanceId);
  }

  @Override
  public void discard(String instanceId, String engineId) {
    containers.remove(engineId);
    containers.forget(instanceId);
    LOG.info("removed container {}, which no instance of this Pop has", engineId);
  }

  private boolean finishNow(String instanceId, String engineId, InstanceEnd end) {
    if (aside != null && aside.isAside(instanceId)) {
      return true;
    }
    Integer exitCode = end.exitCode();
    if (exitCode == null || aside != null) {
      Optional<InspectContainerResponse> found = inspect(engineId);
      if (found.isEmpty()) {
        keep(instanceId, exitCode, List.of());
        return true;
      }
      if (Boolean.TRUE.equals(found.get().getState().getRunning())) {
        return false;
      }
      exitCode = exitCode == null ? exitCode(found.get()) : exitCode;
    }
    keep(instanceId, exitCode, lastLines(engineId));
    if (aside == null) {
      boolean gone = containers.removeEnded(engineId);
      if (!gone) {
        kept.forget(instanceId); // What it writes from now on is wanted, not what it wrote before.
      }
      return gone;
    }
    aside.put(instanceId, engineId);
    return true;
  }

  /** The output of one that somebody else has removed is gone; what was kept before stays. */
  private void keep(String instanceId, @Nullable Integer exitCode, List<LogChunk> lines) {
    if (!lines.isEmpty() || kept.find(instanceId).isEmpty()) {
      kept.keep(instanceId, new KeptEnd(exitCode, lines));
    }
  }

  private List<LogChunk> lastLines(String engineId) {
    try {
      return output.last(engineId);
    } catch (NotFoundException | ConflictException e) {
      return List.of();
    } catch (RuntimeException e) {
      if (engine.state() == EngineState.RECOVERING) {
        throw e; // It is tried again when the engine is back, which has the output until then.
      }
      LOG.warn("the last output of container {} is not kept: {}", engineId, e.getMessage());
      return List.of();
    }
  }

  private Optional<InspectContainerResponse> inspect(String engineId) {
    return engine.call(
        "look at container " + engineId,
        docker -> {
          try {
            return Optional.of(docker.inspectContainerCmd(engineId).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** One that never ran has none. */
  static @Nullable Integer exitCode(InspectContainerResponse found) {
    Long code = found.getState().getExitCodeLong();
    return code == null || "created".equals(found.getState().getStatus()) ? null : code.intValue();
  }

  private static boolean joined(CompletableFuture<Boolean> other) {
    try {
      return other.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
