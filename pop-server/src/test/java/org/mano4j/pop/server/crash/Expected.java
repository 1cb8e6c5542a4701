package org.mano4j.pop.server.crash;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;

/**
 * What must be seen of a container.
 *
 * @param statuses one of these; none if it must not be there
 * @param address empty for any
 */
record Expected(
    Set<ContainerStatus> statuses, Map<String, String> metadata, int life, String address) {

  static final Expected NOTHING = new Expected(Set.of(), Map.of(), 0, "");

  Expected {
    statuses = Set.copyOf(statuses);
    metadata = Map.copyOf(metadata);
  }

  /** What may be seen from now on of one that is seen so. */
  static Expected of(Container container) {
    return new Expected(
        later(container.status(), container.metadata()),
        container.metadata(),
        container.life(),
        container.endpoints().get("private").address());
  }

  Expected with(ContainerStatus status) {
    return new Expected(later(status, metadata), metadata, life, address);
  }

  Expected with(Map<String, String> newMetadata) {
    return new Expected(statuses, newMetadata, life, address);
  }

  Expected nextLife() {
    return new Expected(Set.of(ContainerStatus.CREATED), metadata, life + 1, address);
  }

  boolean is(ContainerStatus status) {
    return statuses.contains(status);
  }

  boolean matches(Container container) {
    return statuses.contains(container.status())
        && metadata.equals(container.metadata())
        && life == container.life()
        && (address.isEmpty() || address.equals(container.endpoints().get("private").address()));
  }

  private static Set<ContainerStatus> later(ContainerStatus status, Map<String, String> metadata) {
    Set<ContainerStatus> later = EnumSet.of(status);
    if (status == ContainerStatus.STOPPING) {
      later.add(ContainerStatus.EXITED);
    }
    if (status == ContainerStatus.RUNNING && metadata.containsKey("exit")) {
      // By itself, or unseen.
      later.add(ContainerStatus.EXITED);
      later.add(ContainerStatus.FAILED);
    }
    return later;
  }
}
