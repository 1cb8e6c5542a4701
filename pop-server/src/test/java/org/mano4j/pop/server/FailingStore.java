package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Optional;
import org.mano4j.pop.Network;

/** A memory whose writes fail on demand. */
final class FailingStore implements PopStore {

  private final PopStore to = new InMemoryPopStore();
  volatile boolean full;

  @Override
  public String popId() {
    return to.popId();
  }

  @Override
  public long epoch() {
    return to.epoch();
  }

  @Override
  public void save(ContainerRecord container) {
    failIfFull();
    to.save(container);
  }

  @Override
  public void delete(String containerId) {
    failIfFull();
    to.delete(containerId);
  }

  @Override
  public Optional<ContainerRecord> find(String containerId) {
    return to.find(containerId);
  }

  @Override
  public Collection<ContainerRecord> all() {
    return to.all();
  }

  @Override
  public int size() {
    return to.size();
  }

  @Override
  public void saveNetwork(Network network) {
    failIfFull();
    to.saveNetwork(network);
  }

  @Override
  public void deleteNetwork(String networkId) {
    failIfFull();
    to.deleteNetwork(networkId);
  }

  @Override
  public Collection<Network> networks() {
    return to.networks();
  }

  @Override
  public void close() {
    to.close();
  }

  private void failIfFull() {
    if (full) {
      throw new IllegalStateException("disk full, on purpose");
    }
  }
}
