package org.mano4j.benchmarks.harness;

import org.jspecify.annotations.Nullable;

/**
 * What one fork found for one {@link Question}.
 *
 * @param name that of the question
 * @param ours measured on mano4j
 * @param reference measured on what it is compared with, in the same fork; null if there is
 *     nothing, or the question has a limit
 */
public record Sample(String name, double ours, @Nullable Double reference) {

  /** Two that were measured in turns. */
  public static Sample of(String name, double ours, double reference) {
    return new Sample(name, ours, reference);
  }

  /** One that stands alone, or before a limit. */
  public static Sample of(String name, double ours) {
    return new Sample(name, ours, null);
  }
}
