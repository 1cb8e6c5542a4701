package org.mano4j.benchmarks.launch;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class LaunchSuiteIT {

  @Test
  void measuresOverRabbitMq() {
    Smoke.run(
        new LaunchSuite(List.of(LaunchSuite.RABBITMQ)),
        "RabbitMQ: time per VNFC, 10",
        "RabbitMQ: heap per VNFC, 10",
        "RabbitMQ: time per VNFC, 1",
        "RabbitMQ: time per VNFC, 10 VNFs of 1");
  }
}
