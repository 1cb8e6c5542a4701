package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mano4j.pop.Network;

/** Remembers as long as the process lives. */
final class InMemoryPopStore implements PopStore {

  private final String popId = UUID.randomUUID().toString();
  private final ConcurrentMap<String, ContainerRecord> containers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Network> networks = new ConcurrentHashMap<>();

  @Override
  public String popId() {
    return popId;
  }

  @Override
  public long epoch() {
    return 1;
  }

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

  @Override
  public void saveNetwork(Network network) {
    networks.put(network.id(), network);
  }

  @Override
  public void deleteNetwork(String networkId) {
    networks.remove(networkId);
  }

  @Override
  public Collection<Network> networks() {
    return Collections.unmodifiableCollection(networks.values());
  }

  /** Keeps what it has: the server tells it also after it was closed. */
  @Override
  public void close() {}
}
