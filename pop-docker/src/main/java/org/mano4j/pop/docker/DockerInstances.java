package org.mano4j.pop.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Info;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.Image;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.Resources;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.StartedInstance;

/** The engine's containers that are instances of this Pop. Thread-safe. */
final class DockerInstances implements InstanceEnds {

  /** How long an engine that does not answer is waited for, by one who was interrupted. */
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(5);

  private static final int MIB = 20;

  private final Engine engine;
  private final OwnContainers containers;
  private final InstanceStart starts;
  private final InstanceStop stops;
  private final InstanceEnding ending;
  private final InstanceOutput output;
  private final InstanceUse use;
  private final KeptOutput kept;
  private final KeptContainers aside;

  /**
   * Prepares them.
   *
   * @param fetch gets an image that a start has found missing
   * @param threads for calls whose outcome must be known
   */
  DockerInstances(
      Engine engine,
      DockerPopConfig config,
      Labels labels,
      UnaryOperator<Image> fetch,
      Executor threads) {
    this.engine = engine;
    this.containers = new OwnContainers(engine, labels);
    this.output = new InstanceOutput(engine, config.outputLines(), config.outputBytes());
    this.use = new InstanceUse(engine);
    this.kept = KeptOutput.in(config.outputDirectory());
    this.aside = new KeptContainers(engine, containers);
    Patience patience = new Patience(threads, AFTER_INTERRUPT);
    this.starts = new InstanceStart(engine, containers, patience, config.logSize(), fetch);
    this.ending =
        new InstanceEnding(
            engine, starts::awaitDone, containers, output, kept, config.keepEnded() ? aside : null);
    this.stops = new InstanceStop(engine, containers, ending, patience);
  }

  OwnContainers containers() {
    return containers;
  }

  /** All that are on the engine, and those of which only output is kept. */
  List<InstanceState> all() {
    List<InstanceState> all = new ArrayList<>();
    Set<String> there = new HashSet<>();
    for (Container container : containers.all()) {
      String instanceId = Objects.requireNonNull(OwnContainers.instance(container));
      there.add(instanceId);
      all.add(state(instanceId, container));
    }
    kept.all().stream().filter(state -> !there.contains(state.id())).forEach(all::add);
    return all;
  }

  StartedInstance start(InstanceSpec spec) {
    return starts.start(spec);
  }

  void stop(String instanceId, Duration grace) {
    stops.stop(instanceId, grace);
  }

  @Override
  public boolean has(String instanceId, String engineId) {
    return ending.has(instanceId, engineId);
  }

  @Override
  public boolean finish(String instanceId, @Nullable String engineId, InstanceEnd end) {
    return ending.finish(instanceId, engineId, end);
  }

  @Override
  public void giveUp(String instanceId) {
    ending.giveUp(instanceId);
  }

  @Override
  public void discard(String instanceId, String engineId) {
    if (!aside.isAside(instanceId)) {
      ending.discard(instanceId, engineId);
    }
  }

  /** What one that has ended was kept with; null if that is not known. */
  @Nullable Integer exitCode(String instanceId) {
    return kept.find(instanceId).map(KeptEnd::exitCode).orElse(null);
  }

  /** Throws away what is kept of one that has ended. */
  void forget(String instanceId) {
    kept.forget(instanceId);
    aside.forget(instanceId);
  }

  void logs(String instanceId, LogOptions options, Consumer<LogChunk> consumer) {
    Optional<KeptEnd> end = kept.find(instanceId);
    if (end.isPresent()) {
      end.get().read(options, consumer);
      return;
    }
    String engineId = containers.find(instanceId).orElseThrow(() -> noOutput(instanceId));
    try {
      output.read(engineId, options, consumer);
    } catch (NotFoundException | ConflictException e) {
      // It has ended since then, and its output was kept before it was removed.
      kept.find(instanceId).orElseThrow(() -> noOutput(instanceId)).read(options, consumer);
    }
  }

  ContainerStats stats(String instanceId) {
    return containers
        .find(instanceId)
        .map(engineId -> use.of(instanceId, engineId))
        .orElseThrow(() -> InstanceUse.notRunning(instanceId));
  }

  /** What the engine's host has. */
  Resources capacity() {
    Info info = engine.call("ask what the engine has", docker -> docker.infoCmd().exec());
    Integer cpus = info.getNCPU();
    Long memory = info.getMemTotal();
    return new Resources(0, cpus == null ? 0 : cpus, memory == null ? 0 : memory >> MIB);
  }

  private InstanceState state(String instanceId, Container found) {
    boolean isAside = KeptContainers.isAside(found);
    if (isAside) {
      aside.found(instanceId, found.getId());
    } else {
      containers.remember(instanceId, found.getId());
    }
    if (Reconcile.runs(found)) {
      return InstanceState.running(instanceId);
    }
    Integer exitCode =
        engine.call(
            "look at instance '" + instanceId + "'",
            docker -> {
              try {
                InspectContainerResponse inspected =
                    docker.inspectContainerCmd(found.getId()).exec();
                return InstanceEnding.exitCode(inspected);
              } catch (NotFoundException e) {
                return null;
              }
            });
    return new InstanceState(instanceId, false, exitCode, isAside);
  }

  private static PopException noOutput(String instanceId) {
    return new PopException(
        Code.NOT_FOUND, "no output of instance '" + instanceId + "' is kept on this Pop");
  }
}
