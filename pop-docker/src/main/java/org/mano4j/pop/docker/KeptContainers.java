package org.mano4j.pop.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Containers that have ended and stay for people to look at: renamed, so that the name is free, and
 * off their networks, so that the addresses are. Thread-safe.
 */
final class KeptContainers {

  private static final String INFIX = "-ended-";
  private static final int ID_PART = 8;

  private final Engine engine;
  private final OwnContainers containers;
  private final Map<String, String> aside = new ConcurrentHashMap<>();

  KeptContainers(Engine engine, OwnContainers containers) {
    this.engine = engine;
    this.containers = containers;
  }

  /** Whether a container that the engine lists is one of these. */
  static boolean isAside(Container container) {
    String instance = OwnContainers.instance(container);
    ContainerNetworkSettings settings = container.getNetworkSettings();
    boolean attached =
        settings != null
            && settings.getNetworks() != null
            && settings.getNetworks().keySet().stream().anyMatch(name -> !name.equals("none"));
    return instance != null
        && !attached
        && Arrays.stream(Objects.requireNonNullElse(container.getNames(), new String[0]))
            .anyMatch(name -> name.endsWith(suffix(instance)));
  }

  /** Notes one that was found. */
  void found(String instanceId, String engineId) {
    aside.put(instanceId, engineId);
  }

  boolean isAside(String instanceId) {
    return aside.containsKey(instanceId);
  }

  /** Puts one aside; some steps may have been done before. */
  void put(String instanceId, String engineId) {
    engine.call(
        "put container " + engineId + " aside",
        docker -> {
          try {
            var found = docker.inspectContainerCmd(engineId).exec();
            String name = found.getName().replaceFirst("^/", "");
            if (!name.endsWith(suffix(instanceId))) {
              docker.renameContainerCmd(engineId).withName(name + suffix(instanceId)).exec();
            }
            List<String> networks = List.copyOf(found.getNetworkSettings().getNetworks().keySet());
            for (String network : networks) {
              if (!network.equals("none")) {
                disconnect(docker, engineId, network);
              }
            }
            aside.put(instanceId, engineId);
          } catch (NotFoundException e) {
            // Somebody else has removed it.
          }
          return engineId;
        });
  }

  /** Removes one, if it is there. */
  void forget(String instanceId) {
    String engineId = aside.get(instanceId);
    if (engineId != null) {
      containers.remove(engineId);
      aside.remove(instanceId);
    }
  }

  private static void disconnect(DockerClient docker, String engineId, String network) {
    try {
      docker
          .disconnectFromNetworkCmd()
          .withContainerId(engineId)
          .withNetworkId(network)
          .withForce(true)
          .exec();
    } catch (NotFoundException | ConflictException e) {
      // The network was removed.
    } catch (DockerException e) {
      if (!EngineFailure.message(e).contains("not connected")) {
        throw e;
      }
    }
  }

  private static String suffix(String instanceId) {
    return INFIX + instanceId.substring(0, Math.min(ID_PART, instanceId.length()));
  }
}
