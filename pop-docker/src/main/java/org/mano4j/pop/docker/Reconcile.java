package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse.ContainerState;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.server.InstanceEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the instances that should run with the containers that the engine has, for what no event
 * has told. Thread-safe.
 */
final class Reconcile {

  private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);

  private final OwnContainers containers;
  private final InstanceWatch watch;
  private final InstanceEnds ends;

  Reconcile(OwnContainers containers, InstanceWatch watch, InstanceEnds ends) {
    this.containers = containers;
    this.watch = watch;
    this.ends = ends;
  }

  /** Takes over what an earlier backend has left running. */
  void adopt(DockerClient docker) {
    for (Container found : containers.all(docker)) {
      String id = OwnContainers.instance(found);
      if (id != null && runs(found)) {
        containers.remember(id, found.getId());
        watch.found(id, found.getId());
      }
    }
  }

  /** Tells the watch what has ended, is paused, or is not. */
  void compare(DockerClient docker) {
    Map<String, Integer> missing = new HashMap<>(watch.running());
    for (Container found : containers.all(docker)) {
      String id = OwnContainers.instance(found);
      Integer before =
          id == null || !containers.isKnown(id, found.getId()) ? null : missing.remove(id);
      if (id == null || before == null) {
        continue;
      }
      if (runs(found)) {
        watch.seen(id, found.getId(), before, "paused".equals(found.getState()));
      } else {
        watch.ended(id, found.getId(), end(docker, found));
      }
    }
    missing
        .keySet()
        .forEach(id -> watch.ended(id, null, InstanceEnd.unknown("removed on the engine")));
  }

  /**
   * Removes what is left of starts whose outcome could not be known, and of ends that could not be
   * finished.
   *
   * @param all also those that this backend has never heard of: only right when the engine was gone
   */
  void discard(DockerClient docker, boolean all) {
    Set<String> before = watch.known();
    for (Container found : containers.all(docker)) {
      String id = OwnContainers.instance(found);
      if (id != null
          && !before.contains(id)
          && !watch.known().contains(id)
          && (all || watch.left().contains(id))) {
        LOG.info(
            "removing container {}, which is left of an instance that is none any more",
            found.getId());
        ends.discard(id, found.getId());
      }
    }
  }

  private static InstanceEnd end(DockerClient docker, Container found) {
    try {
      ContainerState state = docker.inspectContainerCmd(found.getId()).exec().getState();
      Long exitCode = state.getExitCodeLong();
      String remark =
          Boolean.TRUE.equals(state.getOOMKilled())
              ? "out of memory"
              : Boolean.TRUE.equals(state.getDead()) ? "dead on the engine" : "";
      return new InstanceEnd(exitCode == null ? null : exitCode.intValue(), remark);
    } catch (NotFoundException e) {
      return InstanceEnd.unknown("removed on the engine");
    }
  }

  /** Whether the engine's list says that it runs, however slowly. */
  static boolean runs(Container found) {
    return switch (String.valueOf(found.getState())) {
      case "running", "paused", "restarting" -> true;
      default -> false;
    };
  }
}
