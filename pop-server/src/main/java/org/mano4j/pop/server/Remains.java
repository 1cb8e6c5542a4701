package org.mano4j.pop.server;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.pop.PopException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the platform throw away what it keeps of instances that no container has any more. What
 * cannot be thrown away now is tried again with the next one, and by the next start of the Pop.
 * Thread-safe.
 */
final class Remains {

  private static final Logger LOG = LoggerFactory.getLogger(Remains.class);

  /** More of them are left to the next start of the Pop. */
  private static final int MAX_LEFT = 1000;

  private final Platform platform;
  private final Set<String> left = ConcurrentHashMap.newKeySet();

  Remains(Platform platform) {
    this.platform = platform;
  }

  /** Waits for the platform; does not fail. */
  void throwAway(String instanceId) {
    if (!forget(instanceId)) {
      return;
    }
    for (String other : List.copyOf(left)) {
      // Whoever takes it out tries it; a platform that fails again is not asked for the others.
      if (left.remove(other) && !forget(other)) {
        return;
      }
    }
  }

  /** Whether it is done. */
  private boolean forget(String instanceId) {
    try {
      platform.forget(instanceId);
      return true;
    } catch (PopException e) {
      if (left.size() < MAX_LEFT) {
        left.add(instanceId);
      }
      LOG.warn(
          "the platform still keeps what is left of instance {}, whose container is deleted or"
              + " reset: {}; tried again later",
          instanceId,
          e.text());
      return false;
    }
  }
}
