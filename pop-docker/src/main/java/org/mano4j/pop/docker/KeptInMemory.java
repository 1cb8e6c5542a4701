package org.mano4j.pop.docker;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.pop.server.InstanceState;

/**
 * In memory: a restart forgets it, and beyond a limit the oldest output is dropped. Thread-safe.
 */
final class KeptInMemory implements KeptOutput {

  /** Bytes of output of all instances together. */
  static final long MOST = 64L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, KeptEnd> ends = new LinkedHashMap<>();
  private final long most;
  private long size;

  KeptInMemory() {
    this(MOST);
  }

  KeptInMemory(long most) {
    this.most = most;
  }

  @Override
  public void keep(String instanceId, KeptEnd end) {
    lock.lock();
    try {
      remove(instanceId);
      ends.put(instanceId, end);
      size += end.size();
      Iterator<KeptEnd> oldest = ends.values().iterator();
      while (size > most && oldest.hasNext()) {
        size -= oldest.next().size();
        oldest.remove();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<KeptEnd> find(String instanceId) {
    lock.lock();
    try {
      return Optional.ofNullable(ends.get(instanceId));
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void forget(String instanceId) {
    lock.lock();
    try {
      remove(instanceId);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public List<InstanceState> all() {
    lock.lock();
    try {
      return ends.entrySet().stream()
          .map(end -> InstanceState.kept(end.getKey(), end.getValue().exitCode()))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  private void remove(String instanceId) {
    KeptEnd before = ends.remove(instanceId);
    size -= before == null ? 0 : before.size();
  }
}
