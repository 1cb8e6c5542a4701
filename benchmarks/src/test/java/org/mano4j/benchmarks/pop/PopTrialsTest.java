package org.mano4j.benchmarks.pop;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Smoke;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.harness.Trial;

/** The parts of the suite that need no engine. */
class PopTrialsTest {

  /** A suite of one trial. */
  private record Part(Class<? extends Trial> trial, List<Question> questions) implements Suite {

    @Override
    public String name() {
      return "pop";
    }

    @Override
    public String question() {
      return trial.getSimpleName();
    }

    @Override
    public void run(Run run) throws Exception {
      run.forkOnce(trial, questions, Map.of());
    }
  }

  @Test
  void callsInBothWaysAreMeasured() {
    run(LocalTrial.class, LocalTrial.questions());
  }

  @Test
  void theServersSideIsMeasured() {
    run(ServerTrial.class, ServerTrial.questions());
  }

  private static void run(Class<? extends Trial> trial, List<Question> questions) {
    Smoke.run(
        new Part(trial, questions), questions.stream().map(Question::name).toArray(String[]::new));
  }
}
