package org.mano4j.benchmarks.json;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class JsonSuiteTest {

  @Test
  void runs() {
    Smoke.run(
        new JsonSuite(),
        "read nsd",
        "write nsd",
        "read nsd, unknown kept",
        "write nsd, unknown kept",
        "read nsd, allocated",
        "write nsd, allocated");
  }
}
