package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Optional;
import org.mano4j.pop.Network;

/**
 * The memory of a Pop: its containers as last acknowledged. Thread-safe. Reading never waits for
 * writing; writes of one container come one after the other.
 */
interface PopStore extends AutoCloseable {

  /** Who this Pop is to its platform: always the same for one memory. */
  String popId();

  /** How often this memory was opened, from 1. */
  long epoch();

  /**
   * Refuses if it is known that nothing can be saved.
   *
   * @throws org.mano4j.pop.PopException UNAVAILABLE, saying why
   */
  default void check() {}

  /** Remembers a container, in place of what was remembered of it. Returns when it is safe. */
  void save(ContainerRecord container);

  /** Forgets a container. Returns when that is safe. */
  void delete(String containerId);

  /** A container. */
  Optional<ContainerRecord> find(String containerId);

  /** All containers, in no order; each as it was at some moment of the call. */
  Collection<ContainerRecord> all();

  /** How many containers there are. */
  int size();

  /** Remembers a network that was made for a caller. Returns when it is safe. */
  void saveNetwork(Network network);

  /** Forgets a network. Returns when that is safe. */
  void deleteNetwork(String networkId);

  /** The networks made for callers. */
  Collection<Network> networks();

  /** Leaves the memory. Idempotent. */
  @Override
  void close();
}
