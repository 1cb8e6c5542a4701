package org.mano4j.pop.docker;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the containers that a Pop has made from others with its labels: whoever commits one of them
 * to an image gets an image with these labels, and so has each container of that image. A label
 * that the image has with the same value does not come from the Pop, whose instances all have ids
 * of their own. Thread-safe.
 */
final class OwnLabels {

  /** An image never changes; this only bounds the memory. */
  private static final int REMEMBERED = 1000;

  private static final String NONE = "";

  private final String owner;

  /** By id of an image, the instance that it names. */
  private final Cache<String, String> named = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

  OwnLabels(String owner) {
    this.owner = owner;
  }

  /** Those that the Pop has made as instances, running or not. */
  List<Container> list(DockerClient docker) {
    return list(docker, Map.of(Labels.OWNER, owner));
  }

  /** Those of one instance: no more than one. */
  List<Container> list(DockerClient docker, String instanceId) {
    return list(docker, Map.of(Labels.OWNER, owner, Labels.INSTANCE, instanceId));
  }

  private List<Container> list(DockerClient docker, Map<String, String> wanted) {
    return docker.listContainersCmd().withShowAll(true).withLabelFilter(wanted).exec().stream()
        .filter(found -> isOwn(docker, found))
        .toList();
  }

  /** Whether the Pop has made it as an instance. */
  boolean isOwn(DockerClient docker, Container found) {
    return instance(docker, found.getId(), found.getImageId(), found.getLabels()).isPresent();
  }

  /** The instance that a container is, if the Pop has made it as one. */
  Optional<String> instance(DockerClient docker, InspectContainerResponse found) {
    ContainerConfig config = found.getConfig();
    return instance(
        docker, found.getId(), found.getImageId(), config == null ? null : config.getLabels());
  }

  private Optional<String> instance(
      DockerClient docker,
      String engineId,
      @Nullable String imageId,
      @Nullable Map<String, String> labels) {
    if (labels == null || !owner.equals(labels.get(Labels.OWNER))) {
      return Optional.empty();
    }
    return Optional.ofNullable(labels.get(Labels.INSTANCE))
        .filter(id -> imageId == null || isOwn(docker, engineId, imageId, id));
  }

  private boolean isOwn(DockerClient docker, String engineId, String imageId, String instanceId) {
    String inherited = named.getIfPresent(imageId);
    if (inherited == null) {
      try {
        inherited = instanceOf(docker.inspectImageCmd(imageId).exec().getConfig());
        named.put(imageId, inherited);
      } catch (NotFoundException e) {
        return isMadeAsOwn(docker, engineId);
      }
    }
    return !inherited.equals(instanceId);
  }

  private static String instanceOf(@Nullable ContainerConfig image) {
    Map<String, String> labels = image == null ? null : image.getLabels();
    return labels == null ? NONE : labels.getOrDefault(Labels.INSTANCE, NONE);
  }

  /** Its image was removed by force. What an image does not carry has to tell then. */
  private static boolean isMadeAsOwn(DockerClient docker, String engineId) {
    try {
      HostConfig host = docker.inspectContainerCmd(engineId).exec().getHostConfig();
      return host != null && InstanceRequest.isLike(host);
    } catch (NotFoundException e) {
      return false;
    }
  }
}
