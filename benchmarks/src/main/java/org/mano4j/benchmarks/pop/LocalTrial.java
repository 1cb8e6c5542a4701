package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;

/** Calls over loopback, of a Pop that runs nothing, in a process of its own. */
public final class LocalTrial implements Trial {

  /** Threads that change the same container wait for each other, which is not what is asked. */
  static final int CONTAINERS = 64;

  static final String IMAGE = "web";

  /** What it answers. */
  static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    for (String call : List.of(Calls.QUERY, Calls.CHANGE, Calls.PAIR)) {
      questions.addAll(CallLoads.judged(call));
    }
    return questions;
  }

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    try (PopProcess servers = PopProcess.withoutEngine();
        BothWays pop = BothWays.to(servers.address(PopKind.MEMORY));
        ManyContainers containers = new ManyContainers(pop.ours(), IMAGE)) {
      containers.create(CONTAINERS);
      return CallLoads.measure(
          List.of(
              Calls.query(pop, containers.ids()),
              Calls.change(pop, containers.ids()),
              Calls.pair(pop, IMAGE)),
          input.effort());
    }
  }
}
