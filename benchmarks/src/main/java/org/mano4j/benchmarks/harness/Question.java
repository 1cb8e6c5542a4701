package org.mano4j.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * One figure of a suite: what is measured, against what, and what the ratio of both has to be.
 *
 * @param name the same as that of its {@link Sample samples}
 * @param unit of both, such as {@code calls/s}
 * @param referenceName what it is compared with; null for a figure that stands alone
 * @param limit the reference where it is a number that was asked for, and not measured
 * @param target the least or largest ratio of ours to the reference; null if it is only reported
 */
public record Question(
    String name,
    String unit,
    @Nullable String referenceName,
    @Nullable Double limit,
    Better better,
    @Nullable Double target) {

  /** A ratio that is to be so high. */
  public static Question atLeast(String name, String unit, String reference, double target) {
    return new Question(name, unit, reference, null, Better.HIGHER, target);
  }

  /** A ratio that is to be so low. */
  public static Question atMost(String name, String unit, String reference, double target) {
    return new Question(name, unit, reference, null, Better.LOWER, target);
  }

  /** A measured figure that is to be no less than a number. */
  public static Question noLessThan(String name, String unit, double limit) {
    return new Question(name, unit, "the least asked for", limit, Better.HIGHER, 1.0);
  }

  /** A measured figure that is to be no more than a number. */
  public static Question noMoreThan(String name, String unit, double limit) {
    return new Question(name, unit, "the most allowed", limit, Better.LOWER, 1.0);
  }

  /** A comparison without a target. */
  public static Question reported(String name, String unit, String reference, Better better) {
    return new Question(name, unit, reference, null, better, null);
  }

  /** A figure with nothing to compare it with. */
  public static Question alone(String name, String unit, Better better) {
    return new Question(name, unit, null, null, better, null);
  }
}
