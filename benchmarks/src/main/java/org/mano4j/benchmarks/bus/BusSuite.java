package org.mano4j.benchmarks.bus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.BrokerProcess;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;

/** How much of what amqp-client can do is left, and how fast the bus inside the JVM is. */
public final class BusSuite implements Suite {

  private static final String BY_HAND = "amqp-client by hand, same guarantees";
  private static final String UNGUARDED = "amqp-client by hand, unguarded";
  private static final String RATE = "requests/s";
  private static final double ENOUGH = 0.85;

  static final Question FLIGHT = Question.atLeast("RabbitMQ, 64 in flight", RATE, BY_HAND, ENOUGH);
  static final Question ALONE = Question.atLeast("RabbitMQ, one at a time", RATE, BY_HAND, ENOUGH);
  static final Question ADDED =
      Question.noMoreThan("RabbitMQ, one at a time: added p50", "ms", 0.1);
  static final Question ALONE_P50 = reported("RabbitMQ, one at a time: p50", BY_HAND);
  static final Question ALONE_P99 = reported("RabbitMQ, one at a time: p99", BY_HAND);
  static final Question FLIGHT_P50 = reported("RabbitMQ, 64 in flight: p50", BY_HAND);
  static final Question FLIGHT_P99 = reported("RabbitMQ, 64 in flight: p99", BY_HAND);
  static final Question FLIGHT_UNGUARDED =
      Question.reported(
          "RabbitMQ, 64 in flight, beside no guarantees", RATE, UNGUARDED, Better.HIGHER);
  static final Question ALONE_UNGUARDED =
      Question.reported(
          "RabbitMQ, one at a time, beside no guarantees", RATE, UNGUARDED, Better.HIGHER);
  static final Question CLIENT =
      reported("RabbitMQ, 64 in flight: processor of this side per request", BY_HAND);
  static final Question BROKERS =
      reported("RabbitMQ, 64 in flight: processor of the broker per request", BY_HAND);
  static final Question MEMORY =
      Question.noLessThan("in memory, one producer, one consumer", "messages/s", 1_000_000);
  static final Question MEMORY_4K =
      Question.alone("in memory, one producer, one consumer, 4 KB", "messages/s", Better.HIGHER);
  static final Question MEMORY_REQUESTS =
      Question.noLessThan("in memory, 64 in flight", RATE, 300_000);
  static final Question MEMORY_REQUESTS_4K =
      Question.alone("in memory, 64 in flight, 4 KB", RATE, Better.HIGHER);

  private static Question reported(String name, String reference) {
    return Question.reported(name, "µs", reference, Better.LOWER);
  }

  @Override
  public String name() {
    return "bus";
  }

  @Override
  public String question() {
    return "how much of amqp-client's speed is left, and how fast is the bus inside the JVM?";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.BROKER);
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.fork(
        MemoryTrial.class,
        List.of(MEMORY, MEMORY_4K, MEMORY_REQUESTS, MEMORY_REQUESTS_4K),
        Map.of());
    Optional<Long> process = BrokerProcess.find(run);
    List<Question> questions =
        new ArrayList<>(
            List.of(
                FLIGHT,
                ALONE,
                ADDED,
                ALONE_P50,
                ALONE_P99,
                FLIGHT_P50,
                FLIGHT_P99,
                FLIGHT_UNGUARDED,
                ALONE_UNGUARDED,
                CLIENT));
    if (process.isPresent()) {
      questions.add(BROKERS);
    }
    run.fork(AmqpTrial.class, questions, BrokerProcess.told(process, Map.of()));
  }
}
