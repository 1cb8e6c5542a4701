package org.mano4j.benchmarks.bus;

import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.harness.Smoke;

class BusSuiteIT {

  @Test
  void answersAllItsQuestions() {
    Smoke.run(
        new BusSuite(),
        "in memory, one producer, one consumer",
        "in memory, one producer, one consumer, 4 KB",
        "in memory, 64 in flight",
        "in memory, 64 in flight, 4 KB",
        "RabbitMQ, 64 in flight",
        "RabbitMQ, one at a time",
        "RabbitMQ, one at a time: added p50",
        "RabbitMQ, one at a time: p50",
        "RabbitMQ, one at a time: p99",
        "RabbitMQ, 64 in flight: p50",
        "RabbitMQ, 64 in flight: p99",
        "RabbitMQ, 64 in flight, beside no guarantees",
        "RabbitMQ, one at a time, beside no guarantees",
        "RabbitMQ, 64 in flight: processor of this side per request",
        "RabbitMQ, 64 in flight: processor of the broker per request");
  }
}
