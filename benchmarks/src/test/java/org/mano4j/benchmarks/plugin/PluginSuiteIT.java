package org.mano4j.benchmarks.plugin;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class PluginSuiteIT {

  @Test
  void measuresBothCallers() {
    Smoke.run(
        new PluginSuite(),
        "one after the other",
        "one after the other, p50",
        "one after the other, p99",
        "16 at once",
        "16 at once, p50",
        "16 at once, p99");
  }
}
