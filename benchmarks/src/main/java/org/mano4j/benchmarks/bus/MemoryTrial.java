package org.mano4j.benchmarks.bus;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/** The bus inside the JVM: messages one way, and requests. */
public final class MemoryTrial implements Trial {

  private static final BusCredentials ANYBODY = new BusCredentials("bench", "bench");
  private static final int IN_FLIGHT = 64;

  /** Far from the limit of a queue. */
  private static final long MOST_AHEAD = 10_000;

  private static final int AT_ONCE = 100;

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Duration warmUp = Duration.ofMillis(input.effort().pick(50, 700, 3000));
    Duration time = Duration.ofMillis(input.effort().pick(50, 700, 5000));
    List<Sample> samples = new ArrayList<>();
    messages(BusSuite.MEMORY, 100, warmUp, time, samples);
    messages(BusSuite.MEMORY_4K, 4096, warmUp, time, samples);
    requests(BusSuite.MEMORY_REQUESTS, 100, warmUp, time, samples);
    requests(BusSuite.MEMORY_REQUESTS_4K, 4096, warmUp, time, samples);
    return samples;
  }

  private static void messages(
      Question question, int size, Duration warmUp, Duration time, List<Sample> samples) {
    try (InMemoryBusConnector connector = new InMemoryBusConnector();
        MessageBus producer = connector.open(ANYBODY, "producer");
        MessageBus consumer = connector.open(ANYBODY, "consumer")) {
      Arrivals arrivals = new Arrivals();
      CompletionStage<Optional<Message>> nothing =
          CompletableFuture.completedFuture(Optional.empty());
      consumer.consume(
          new QueueSpec("bench", false, true, false, Map.of(), List.of()),
          1000,
          delivery -> {
            arrivals.one();
            return nothing;
          });
      Message message = Message.text(new byte[size]);
      perSecond(producer, message, arrivals, warmUp);
      samples.add(Sample.of(question.name(), perSecond(producer, message, arrivals, time)));
    }
  }

  /** How many the handler has seen. Only its thread counts, and one at a time. */
  private static final class Arrivals {
    private final AtomicLong count = new AtomicLong();

    void one() {
      count.lazySet(count.getPlain() + 1);
    }

    void await(long number) {
      while (count.get() < number) {
        LockSupport.parkNanos(20_000); // the processor is for the consumer
      }
    }

    long count() {
      return count.get();
    }
  }

  /** Until the last one has arrived. */
  private static double perSecond(
      MessageBus producer, Message message, Arrivals arrivals, Duration time) {
    Address queue = Address.queue("bench");
    long first = arrivals.count();
    long sent = first;
    long began = System.nanoTime();
    while (System.nanoTime() - began < time.toNanos()) {
      for (int i = 0; i < AT_ONCE; i++) {
        producer.publish(queue, message).toCompletableFuture().join();
      }
      sent += AT_ONCE;
      arrivals.await(sent - MOST_AHEAD);
    }
    arrivals.await(sent);
    return (sent - first) * 1e9 / (System.nanoTime() - began);
  }

  private static void requests(
      Question question, int size, Duration warmUp, Duration time, List<Sample> samples)
      throws Exception {
    byte[] body = new byte[size];
    try (InMemoryBusConnector connector = new InMemoryBusConnector();
        Echo echo = new BusEcho(connector, ANYBODY, 2 * IN_FLIGHT)) {
      Load.inFlight(IN_FLIGHT, () -> echo.ask(body), warmUp);
      samples.add(
          Sample.of(
              question.name(), Load.inFlight(IN_FLIGHT, () -> echo.ask(body), time).perSecond()));
    }
  }
}
