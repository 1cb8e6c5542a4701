package org.mano4j.benchmarks.launch;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class LaunchSuiteTest {

  @Test
  void measuresInMemory() {
    Smoke.run(
        new LaunchSuite(List.of(LaunchSuite.MEMORY)),
        "in memory: time per VNFC, 10",
        "in memory: heap per VNFC, 10",
        "in memory: time per VNFC, 1",
        "in memory: time per VNFC, 10 VNFs of 1",
        "in memory: heap per VNFC, 10 VNFs of 1");
  }

  @Test
  void measuresWithAPop() {
    Smoke.run(
        new LaunchSuite(List.of(LaunchSuite.POP)),
        "with a Pop: time per VNFC, 10",
        "with a Pop: heap per VNFC, 10",
        "with a Pop: time per VNFC, 1",
        "with a Pop: time per VNFC, 10 VNFs of 1");
  }

  @Test
  void measuresOverTheEmbeddedBroker() {
    Smoke.run(
        new LaunchSuite(List.of(LaunchSuite.EMBEDDED_BROKER)),
        "embedded broker: time per VNFC, 10",
        "embedded broker: heap per VNFC, 10",
        "embedded broker: time per VNFC, 1",
        "embedded broker: time per VNFC, 10 VNFs of 1");
  }
}
