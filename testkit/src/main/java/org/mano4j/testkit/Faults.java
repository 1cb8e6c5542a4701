package org.mano4j.testkit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;

/**
 * What an {@link OfflineNfvo} is to do wrong, so that a test sees what the others do then. Each
 * fault strikes once, but {@link #ignoreRegistrations}, which lasts. Thread-safe.
 */
public final class Faults {

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, String> refusedGrants = new HashMap<>();
  private final TreeMap<Long, String> failedLaunches = new TreeMap<>();
  private final Set<Action> droppedReplies = new HashSet<>();
  private final Set<String> ignored = new HashSet<>();
  private long launches;

  Faults() {}

  /** The next GRANT_OPERATION of a VNF of that name is refused with this text. */
  public void refuseGrant(String vnf, String reason) {
    locked(() -> refusedGrants.put(vnf, reason));
  }

  /**
   * A launch fails without reaching the driver, as if the driver had thrown.
   *
   * @param nth which one from now on, from 1 for the next
   * @param reason the text of the driver's exception
   */
  public void failLaunch(int nth, String reason) {
    if (nth < 1) {
      throw new IllegalArgumentException("nth must be at least 1, not " + nth);
    }
    locked(() -> failedLaunches.put(launches + nth, reason));
  }

  /**
   * The next request of a VNFM with this action (GRANT_OPERATION, ALLOCATE_RESOURCES or SCALING) is
   * handled, but its reply is lost.
   */
  public void dropReply(Action action) {
    locked(() -> droppedReplies.add(action));
  }

  /** Registrations of this VNFM type or plugin id get no answer, until {@link #clear}. */
  public void ignoreRegistrations(String type) {
    locked(() -> ignored.add(type));
  }

  /** Takes back all faults that have not struck yet. */
  public void clear() {
    locked(
        () -> {
          refusedGrants.clear();
          failedLaunches.clear();
          droppedReplies.clear();
          ignored.clear();
          return true;
        });
  }

  Optional<String> grantRefused(String vnf) {
    return Optional.ofNullable(locked(() -> refusedGrants.remove(vnf)));
  }

  /** Counts a launch. */
  Optional<String> launchFails() {
    return Optional.ofNullable(locked(() -> failedLaunches.remove(++launches)));
  }

  boolean replyDropped(Action action) {
    return locked(() -> droppedReplies.remove(action));
  }

  boolean registrationIgnored(String type) {
    return locked(() -> ignored.contains(type));
  }

  private <T extends @Nullable Object> T locked(Supplier<T> change) {
    lock.lock();
    try {
      return change.get();
    } finally {
      lock.unlock();
    }
  }
}
