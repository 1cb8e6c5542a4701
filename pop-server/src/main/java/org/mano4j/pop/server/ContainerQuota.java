package org.mano4j.pop.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** How many containers each user has, and may have. Thread-safe. */
final class ContainerQuota {

  private final int perUser;
  private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();

  ContainerQuota(int perUser) {
    this.perUser = perUser;
  }

  /**
   * Counts one more.
   *
   * @throws PopException RESOURCE_EXHAUSTED if the user has as many as it may
   */
  void take(String user) {
    counts.compute(
        user,
        (u, count) -> {
          int has = count == null ? 0 : count;
          if (has >= perUser) {
            throw new PopException(
                Code.RESOURCE_EXHAUSTED,
                PopReason.TOO_MANY_CONTAINERS,
                "user '"
                    + user
                    + "' has "
                    + has
                    + " containers and may have "
                    + perUser
                    + " on this Pop; delete some, or have its operator raise containersPerUser");
          }
          return has + 1;
        });
  }

  /** Counts one that is there, also beyond the limit. */
  void restore(String user) {
    counts.merge(user, 1, Integer::sum);
  }

  /** Counts one less. */
  void giveBack(String user) {
    counts.computeIfPresent(user, (u, count) -> count == 1 ? null : count - 1);
  }
}
