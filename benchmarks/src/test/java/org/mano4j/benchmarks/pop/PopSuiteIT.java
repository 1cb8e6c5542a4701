package org.mano4j.benchmarks.pop;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Smoke;

class PopSuiteIT {

  @Test
  void allOfItIsMeasured() {
    List<Question> all = new ArrayList<>(LocalTrial.questions());
    all.addAll(ServerTrial.questions());
    all.addAll(EngineTrial.questions());

    Smoke.run(new PopSuite(), all.stream().map(Question::name).toArray(String[]::new));
  }
}
