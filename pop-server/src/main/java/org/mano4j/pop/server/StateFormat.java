package org.mano4j.pop.server;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * What the rows of a state file mean. Version 1 is the first one; each step leads to the next.
 *
 * @param steps what turns the rows of version 1 into those of version 2, and so on
 */
record StateFormat(List<UnaryOperator<StateImage>> steps) {

  /** The one this version of mano4j writes. A change of it appends a step here. */
  static final StateFormat CURRENT = new StateFormat(List.of());

  StateFormat {
    steps = List.copyOf(steps);
  }

  /** The version that is written. */
  int version() {
    return steps.size() + 1;
  }

  /** Refuses what this version of mano4j cannot know. */
  void check(int found) throws StateException {
    if (found < 1) {
      throw StateException.damaged("its format version is " + found);
    }
    if (found > version()) {
      throw StateException.fixable(
          "it has format version " + found + ", and this server knows versions up to " + version(),
          "start the newer server that has written it");
    }
  }

  /** The same state in the version that is written. */
  StateImage upgrade(StateImage image) {
    StateImage upgraded = image;
    for (UnaryOperator<StateImage> step : steps.subList(image.format() - 1, steps.size())) {
      upgraded = step.apply(upgraded);
    }
    return upgraded;
  }
}
