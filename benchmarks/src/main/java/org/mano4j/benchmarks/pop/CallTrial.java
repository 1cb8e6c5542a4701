package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;

/** Calls of a Pop that runs already, old ones too, and lists of what it has. */
public final class CallTrial implements Trial {

  /** Of the containers to ask for, separated by commas. */
  static final String IDS = "ids";

  /** How many there are, to list them all; not to list them if that is not told. */
  static final String LENGTH = "length";

  /** What it answers of calls. */
  static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    questions.addAll(CallLoads.reported(Calls.QUERY));
    questions.addAll(CallLoads.reported(Calls.CHANGE));
    return questions;
  }

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    List<String> ids = List.of(input.value(IDS).split(","));
    try (BothWays pop = BothWays.to(PopAddress.of(input))) {
      List<Sample> samples =
          CallLoads.measure(List.of(Calls.query(pop, ids), Calls.change(pop, ids)), input.effort());
      String length = input.values().get(LENGTH);
      if (length != null) {
        samples.addAll(ListLoads.measure(pop, Integer.parseInt(length), input.effort()));
      }
      return samples;
    }
  }
}
