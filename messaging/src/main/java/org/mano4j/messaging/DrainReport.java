package org.mano4j.messaging;

/**
 * What a drain left behind.
 *
 * @param finished deliveries that were finished while draining
 * @param requeued deliveries that were not done at the deadline and went back to the queue; they
 *     are lost if the queue vanished with its last consumer
 */
public record DrainReport(int finished, int requeued) {

  /** Whether nothing was left. */
  public boolean clean() {
    return requeued == 0;
  }

  /** The sum of two reports. */
  public DrainReport plus(DrainReport other) {
    return new DrainReport(finished + other.finished, requeued + other.requeued);
  }
}
