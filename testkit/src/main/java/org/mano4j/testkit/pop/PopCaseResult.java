package org.mano4j.testkit.pop;

import java.time.Duration;
import java.util.Objects;

/**
 * What became of a {@link PopCase}.
 *
 * @param ofCase the case
 * @param outcome in a word
 * @param detail what was found instead, or why it was skipped; empty if it is as it should be
 * @param time how long it took, with cleaning up
 */
public record PopCaseResult(PopCase ofCase, Outcome outcome, String detail, Duration time) {

  /** Refuses absent parts. */
  public PopCaseResult {
    Objects.requireNonNull(ofCase, "ofCase");
    Objects.requireNonNull(outcome, "outcome");
    Objects.requireNonNull(detail, "detail");
    Objects.requireNonNull(time, "time");
  }

  /** In a word. */
  public enum Outcome {
    /** As it should be. */
    OK,
    /** Not as it should be. */
    FAILED,
    /** Not tried. */
    SKIPPED
  }

  @Override
  public String toString() {
    return outcome + " " + ofCase + (detail.isEmpty() ? "" : ": " + detail);
  }
}
