package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetwork;
import com.github.dockerjava.api.model.HostConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;
import org.mano4j.pop.server.StartedInstance;

/** The engine's containers that are instances of this Pop. Thread-safe. */
final class DockerInstances implements InstanceEnds {

  private final Engine engine;

  DockerInstances(Engine engine) {
    this.engine = engine;
  }

  List<InstanceState> all(Labels labels) {
    return engine.call(
        "list instances",
        docker ->
            list(docker, Map.of(Labels.OWNER, labels.common().get(Labels.OWNER))).stream()
                .map(found -> state(docker, found))
                .toList());
  }

  StartedInstance start(InstanceSpec spec, Labels labels) {
    return engine.call(
        "start '" + spec.name() + "'",
        docker -> {
          long begun = System.nanoTime();
          String id = create(docker, spec, labels);
          try {
            connectFurther(docker, id, spec);
            Duration created = Duration.ofNanos(System.nanoTime() - begun);
            docker.startContainerCmd(id).exec();
            return started(docker.inspectContainerCmd(id).exec(), created);
          } catch (RuntimeException e) {
            remove(docker, id);
            throw e;
          }
        });
  }

  void stop(String instanceId, Duration grace) {
    engine.call(
        "stop instance '" + instanceId + "'",
        docker -> {
          find(docker, instanceId).ifPresent(found -> stop(docker, found.getId(), grace));
          return instanceId;
        });
  }

  @Override
  public boolean finish(String instanceId, @Nullable String engineId, InstanceEnd end) {
    return engine.call(
        "remove instance '" + instanceId + "'",
        docker -> {
          String id = engineId;
          if (id == null) {
            id = find(docker, instanceId).map(Container::getId).orElse(null);
          }
          return id == null || removeEnded(docker, id);
        });
  }

  @Override
  public void discard(String instanceId, String engineId) {
    engine.call(
        "remove what is left of '" + instanceId + "'",
        docker -> {
          remove(docker, engineId);
          return instanceId;
        });
  }

  /** Returns whether it was removed, which the engine refuses while it runs. */
  private static boolean removeEnded(DockerClient docker, String id) {
    try {
      docker.removeContainerCmd(id).withRemoveVolumes(true).exec();
      return true;
    } catch (NotFoundException e) {
      return true;
    } catch (ConflictException e) {
      if (runs(docker, id)) {
        return false;
      }
      throw e; // Somebody else is removing it.
    }
  }

  private static boolean runs(DockerClient docker, String id) {
    try {
      return Boolean.TRUE.equals(docker.inspectContainerCmd(id).exec().getState().getRunning());
    } catch (NotFoundException e) {
      return false;
    }
  }

  private static void stop(DockerClient docker, String id, Duration grace) {
    try {
      docker.stopContainerCmd(id).withTimeout((int) Math.ceil(grace.toMillis() / 1000.0)).exec();
    } catch (NotModifiedException | NotFoundException e) {
      // It has ended already.
    }
    remove(docker, id);
  }

  private static void remove(DockerClient docker, String id) {
    try {
      docker.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
    } catch (NotFoundException e) {
      // It is gone already.
    }
  }

  private static InstanceState state(DockerClient docker, Container found) {
    String instance = found.getLabels().get(Labels.INSTANCE);
    if (found.getState().equals("running") || found.getState().equals("paused")) {
      return InstanceState.running(instance);
    }
    Long exitCode = docker.inspectContainerCmd(found.getId()).exec().getState().getExitCodeLong();
    return new InstanceState(instance, false, exitCode == null ? null : exitCode.intValue(), false);
  }

  private static String create(DockerClient docker, InstanceSpec spec, Labels labels) {
    CreateContainerCmd create =
        docker
            .createContainerCmd(spec.image().id())
            .withName(spec.name())
            .withHostName(spec.name())
            .withEnv(
                spec.environment().entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toList())
            .withLabels(labels.ofInstance(spec.id(), spec.containerId()));
    Iterator<Endpoint> endpoints = spec.endpoints().values().iterator();
    if (endpoints.hasNext()) {
      Endpoint first = endpoints.next();
      create.withHostConfig(HostConfig.newHostConfig().withNetworkMode(first.networkName()));
      create.withIpv4Address(first.ipv4() == null ? null : first.ipv4().address());
    }
    return create.exec().getId();
  }

  private static void connectFurther(DockerClient docker, String id, InstanceSpec spec) {
    spec.endpoints().values().stream()
        .skip(1)
        .forEach(
            endpoint ->
                docker
                    .connectToNetworkCmd()
                    .withContainerId(id)
                    .withNetworkId(endpoint.networkId())
                    .withContainerNetwork(
                        new ContainerNetwork()
                            .withIpamConfig(
                                new ContainerNetwork.Ipam()
                                    .withIpv4Address(endpoint.ipv4().address())))
                    .exec());
  }

  private static StartedInstance started(InspectContainerResponse inspected, Duration created) {
    List<String> command = new ArrayList<>();
    command.add(inspected.getPath());
    command.addAll(Arrays.asList(inspected.getArgs()));
    return new StartedInstance(command, Map.of(), created, "");
  }

  private static Optional<Container> find(DockerClient docker, String instanceId) {
    return list(docker, Map.of(Labels.INSTANCE, instanceId)).stream().findFirst();
  }

  private static List<Container> list(DockerClient docker, Map<String, String> labels) {
    return docker.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec();
  }
}
