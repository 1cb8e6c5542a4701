package org.mano4j.testkit.replay;

import java.util.List;

/**
 * A recorded message of a manager, and what the manager under test has sent in its place.
 *
 * @param recorded the recorded one
 * @param outcome what became of it
 * @param differences those that nobody intends
 * @param intended those that are intended
 */
public record ReplayedMessage(
    RecordedMessage recorded,
    Outcome outcome,
    List<Difference> differences,
    List<Explained> intended) {

  /** What became of a recorded message. */
  public enum Outcome {
    /** It came. */
    CAME,
    /** It did not come in the time that was given, or its request could not be sent. */
    MISSING
  }

  /** A difference and why it is meant to be. */
  public record Explained(Difference difference, IntendedDifference by) {}

  /** Copies the lists. */
  public ReplayedMessage {
    differences = List.copyOf(differences);
    intended = List.copyOf(intended);
  }

  /** Whether it came, without differences that nobody intends. */
  public boolean asRecorded() {
    return outcome == Outcome.CAME && differences.isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(recorded.toString());
    if (outcome == Outcome.MISSING) {
      text.append(": did not come");
    }
    differences.forEach(difference -> text.append("\n    ").append(difference));
    if (!intended.isEmpty()) {
      text.append("\n    (").append(intended.size()).append(" intended differences)");
    }
    return text.toString();
  }
}
