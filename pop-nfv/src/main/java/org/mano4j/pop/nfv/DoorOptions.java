package org.mano4j.pop.nfv;

import java.time.Duration;

/**
 * Which VIM instances have a mgmt door.
 *
 * @param unseen after which time without a call, a request at the door or word from another replica
 *     a door is closed; 24 hours by default
 * @param mostVims most doors at a time; 500 by default, since each takes a channel of the broker
 */
record DoorOptions(Duration unseen, int mostVims) {

  static final Duration LEAST_UNSEEN = Duration.ofSeconds(1);
  static final Duration MOST_UNSEEN = Duration.ofDays(3650);
  static final int MOST_VIMS = 10_000;

  private static final Duration LONGEST_ROUND = Duration.ofMinutes(5);

  DoorOptions {
    if (unseen.compareTo(LEAST_UNSEEN) < 0 || unseen.compareTo(MOST_UNSEEN) > 0) {
      throw new IllegalArgumentException(
          "VIMs must be forgotten after at least 1 s and at most 10 years, not " + unseen);
    }
    if (mostVims < 1 || mostVims > MOST_VIMS) {
      throw new IllegalArgumentException(
          "there must be between 1 and " + MOST_VIMS + " VIMs at most, not " + mostVims);
    }
  }

  static DoorOptions defaults() {
    return new DoorOptions(Duration.ofHours(24), 500);
  }

  /** How often to look for what is due, and to tell replicas what was seen. */
  Duration round() {
    Duration part = unseen.dividedBy(8);
    return part.compareTo(LONGEST_ROUND) < 0 ? part : LONGEST_ROUND;
  }
}
