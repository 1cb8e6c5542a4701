package org.mano4j.benchmarks.json;

import java.util.Map;
import org.mano4j.benchmarks.harness.Fork;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;

/** Catalogue types against the published classes with Gson, and against themselves with less. */
public final class JsonSuite implements Suite {

  @Override
  public String name() {
    return "json";
  }

  @Override
  public String question() {
    return "reading and writing JSON, against the published classes with Gson";
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.fork(
        new Fork(JsonTrial.class, JsonTrial.OPTIONS),
        Comparison.questions(Document.measuredWith(run.effort())),
        Map.of());
  }
}
