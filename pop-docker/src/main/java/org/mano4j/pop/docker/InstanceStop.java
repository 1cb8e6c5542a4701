package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.time.Duration;
import java.util.Optional;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.server.InstanceEnd;

/** Stops instances, and keeps of them what is kept of those that end by themselves. Thread-safe. */
final class InstanceStop {

  private final Engine engine;
  private final OwnContainers containers;
  private final InstanceEnding ending;
  private final Patience patience;

  InstanceStop(Engine engine, OwnContainers containers, InstanceEnding ending, Patience patience) {
    this.engine = engine;
    this.containers = containers;
    this.ending = ending;
    this.patience = patience;
  }

  void stop(String instanceId, Duration grace) {
    Optional<String> found = containers.find(instanceId);
    if (found.isEmpty()) {
      return;
    }
    String id = found.get();
    patience.call(
        () -> engine.call("stop instance '" + instanceId + "'", docker -> stop(docker, id, grace)));
    if (!ending.finish(instanceId, id, InstanceEnd.unknown(""))) {
      throw new PopException(
          Code.ABORTED,
          PopReason.PLATFORM_FAILED,
          "instance '"
              + instanceId
              + "' was stopped, and somebody else has started it again on the engine; stop it once"
              + " more");
    }
  }

  private static String stop(DockerClient docker, String id, Duration grace) {
    try {
      docker.stopContainerCmd(id).withTimeout(seconds(grace)).exec();
    } catch (NotModifiedException | NotFoundException e) {
      // It has ended already, or never run.
    }
    return id;
  }

  /** The engine counts in seconds; no grace that was asked for may become none. */
  static int seconds(Duration grace) {
    return (int) Math.min(Integer.MAX_VALUE, grace.plusNanos(999_999_999).toSeconds());
  }
}
