package org.mano4j.benchmarks.json;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class JsonSuiteTest {

  @Test
  void runs() {
    Smoke.run(
        new JsonSuite(),
        "read nsd",
        "read vnfr",
        "read instantiate",
        "write nsd",
        "write vnfr",
        "write instantiate",
        "read nsd, unknown kept",
        "read vnfr, unknown kept",
        "read instantiate, unknown kept",
        "write nsd, unknown kept",
        "write vnfr, unknown kept",
        "write instantiate, unknown kept",
        "read nsd, allocated",
        "read vnfr, allocated",
        "read instantiate, allocated",
        "write nsd, allocated",
        "write vnfr, allocated",
        "write instantiate, allocated");
  }
}
