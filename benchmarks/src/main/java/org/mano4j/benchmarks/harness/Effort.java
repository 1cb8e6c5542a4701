package org.mano4j.benchmarks.harness;

/** How much time to spend on a figure. */
public enum Effort {
  /** Whether it runs at all: figures without meaning. */
  SMOKE,
  /** All suites in a quarter of an hour. */
  USUAL,
  /** More forks, and longer ones. */
  LONG;

  /** The amount for this effort: operations, seconds, rounds. */
  public int pick(int smoke, int usual, int longer) {
    return switch (this) {
      case SMOKE -> smoke;
      case USUAL -> usual;
      case LONG -> longer;
    };
  }

  /** JVMs, one after the other, for each figure. */
  public int forks() {
    return pick(1, 3, 7);
  }
}
