package org.mano4j.benchmarks.harness;

import java.util.List;

/**
 * What is measured in a JVM of its own: ours and the reference in turns, after a warm-up. Needs a
 * public constructor without parameters.
 */
public interface Trial {

  /**
   * Measures once.
   *
   * @return one sample for each question it answers
   */
  List<Sample> measure(TrialInput input) throws Exception;
}
