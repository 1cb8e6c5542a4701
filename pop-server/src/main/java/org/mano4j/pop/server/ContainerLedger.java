package org.mano4j.pop.server;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers containers, and tells every change once it is safe. */
final class ContainerLedger {

  private static final Logger LOG = LoggerFactory.getLogger(ContainerLedger.class);

  private final PopStore store;
  private final ContainerChanges changes;

  ContainerLedger(PopStore store, ContainerChanges changes) {
    this.store = store;
    this.changes = changes;
  }

  Optional<ContainerRecord> find(String id) {
    return store.find(id);
  }

  /** Refuses before the platform does what could not be remembered; see {@link PopStore#check}. */
  void check() {
    store.check();
  }

  void save(ContainerRecord record) {
    store.save(record);
    tell(() -> changes.changed(record.container()), record);
  }

  void delete(ContainerRecord record) {
    store.delete(record.id());
    tell(() -> changes.deleted(record.container()), record);
  }

  /** What was made safe is done, whatever comes of telling it. */
  private static void tell(Runnable telling, ContainerRecord record) {
    try {
      telling.run();
    } catch (RuntimeException e) {
      LOG.error("a change of container {} could not be told", record.id(), e);
    }
  }
}
