package org.mano4j.pop.server;

import java.util.Collection;
import java.util.Optional;

/**
 * The memory of a Pop: its containers as last acknowledged. Thread-safe. Reading never waits for
 * writing; writes of one container come one after the other.
 */
interface PopStore {

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
}
