package org.mano4j.testkit;

import java.util.HashMap;
import java.util.Map;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.record.Status;

/** Counts VNFRs by status, so that the status of an NSR costs the same whatever its size. */
final class StatusTally {

  private final Map<Status, Integer> counts = new HashMap<>();

  StatusTally(int vnfrs) {
    counts.put(Status.NULL, vnfrs);
  }

  void moved(Status from, Status to) {
    counts.merge(from, -1, (count, one) -> count + one == 0 ? null : count + one);
    counts.merge(to, 1, Integer::sum);
  }

  Status ofNsr() {
    return NsrStatus.of(counts.keySet());
  }

  boolean all(Status status) {
    return counts.size() == 1 && counts.containsKey(status);
  }
}
