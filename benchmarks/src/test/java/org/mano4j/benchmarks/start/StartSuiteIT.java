package org.mano4j.benchmarks.start;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

/** Needs an engine, for popd alone. */
class StartSuiteIT {

  @Test
  void everythingStarts() {
    Smoke.run(
        new StartSuite(),
        "pop images",
        "pop images, ends quickly",
        "pop-server to serving",
        "pop-server resident",
        "pop-server anonymous",
        "popd to serving",
        "popd resident",
        "popd anonymous",
        "all to serving",
        "all resident",
        "all anonymous",
        "plugind to serving",
        "plugind resident",
        "plugind anonymous",
        "vnfmd to serving",
        "vnfmd resident",
        "vnfmd anonymous",
        "an OfflineNfvo test, whole JVM",
        "OfflineNfvo, start to ACTIVE",
        "an OfflineNfvo test, quick compiler alone");
  }
}
