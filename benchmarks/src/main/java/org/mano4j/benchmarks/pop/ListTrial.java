package org.mano4j.benchmarks.pop;

import java.util.List;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;

/** Lists of all containers of a Pop that runs already. */
public final class ListTrial implements Trial {

  /** How many there are. */
  static final String LENGTH = "length";

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    try (BothWays pop = BothWays.to(PopAddress.of(input))) {
      return ListLoads.measure(pop, Integer.parseInt(input.value(LENGTH)), input.effort());
    }
  }
}
