package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Remembers as long as the process lives. */
final class InMemoryPopStore implements PopStore {

  private final ConcurrentMap<String, ContainerRecord> containers = new ConcurrentHashMap<>();

  @Override
  public void save(ContainerRecord container) {
    containers.put(container.id(), container);
  }

  @Override
  public void delete(String containerId) {
    containers.remove(containerId);
  }

  @Override
  public Optional<ContainerRecord> find(String containerId) {
    return Optional.ofNullable(containers.get(containerId));
  }

  @Override
  public Collection<ContainerRecord> all() {
    return Collections.unmodifiableCollection(containers.values());
  }

  @Override
  public int size() {
    return containers.size();
  }
}
