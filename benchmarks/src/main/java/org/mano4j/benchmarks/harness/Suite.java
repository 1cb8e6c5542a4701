package org.mano4j.benchmarks.harness;

import java.util.Set;

/** One question about speed, with all figures that answer it. */
public interface Suite {

  /** As it is named on the command line. */
  String name();

  /** What it compares with what, in a line. */
  String question();

  /** Without these it cannot measure all that it could. */
  default Set<Need> needs() {
    return Set.of();
  }

  /**
   * Measures.
   *
   * @throws Exception if it cannot be measured; what was answered before is kept
   */
  void run(Run run) throws Exception;
}
