package org.mano4j.benchmarks.bus;

import com.rabbitmq.client.ConnectionFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.BrokerProcess;
import org.mano4j.benchmarks.harness.Compared;
import org.mano4j.benchmarks.harness.Cost;
import org.mano4j.benchmarks.harness.Leftover;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.testkit.broker.RabbitMq;

/** Requests over RabbitMQ: mano4j, and amqp-client by hand with its guarantees and without any. */
public final class AmqpTrial implements Trial {

  private static final int IN_FLIGHT = 64;

  /** Never in the way of what is in flight. */
  private static final int PREFETCH = 2 * IN_FLIGHT;

  private final byte[] body = new byte[4096];

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    RabbitMq broker = input.services().rabbitMq();
    ProcessHandle process = BrokerProcess.of(input);
    try (Leftover<RabbitMq.VirtualHost> lent = Leftover.of(broker.virtualHost());
        Echo ours = new BusEcho(lent.it().connector(), lent.it().credentials(), PREFETCH);
        Echo guarded = new GuardedEcho(factory(lent.it()), PREFETCH);
        Echo unguarded = new UnguardedEcho(factory(lent.it()), PREFETCH)) {
      List<Echo> all = List.of(ours, guarded, unguarded);
      Duration warmUp = Duration.ofMillis(input.effort().pick(100, 2000, 4000));
      inTurns(1, all, echo -> many(echo, warmUp), null);
      inTurns(1, all, echo -> single(echo, warmUp.dividedBy(2)), null);
      int rounds = input.effort().pick(1, 8, 24);
      Duration turn = Duration.ofMillis(input.effort().pick(100, 250, 500));
      List<Cost> many = inTurns(rounds, all, echo -> many(echo, turn), process);
      List<Cost> single = inTurns(rounds, all, echo -> single(echo, turn), process);
      return samples(many, single, process != null);
    }
  }

  private static List<Sample> samples(List<Cost> many, List<Cost> single, boolean withBroker) {
    Compared flight = compared(many, 1);
    Compared alone = compared(single, 1);
    List<Sample> samples = new ArrayList<>();
    samples.add(flight.throughput(BusSuite.FLIGHT.name()));
    samples.add(alone.throughput(BusSuite.ALONE.name()));
    samples.add(
        Sample.of(
            BusSuite.ADDED.name(),
            (alone.ours().p50Micros() - alone.reference().p50Micros()) / 1000));
    samples.add(alone.p50(BusSuite.ALONE_P50.name()));
    samples.add(alone.p99(BusSuite.ALONE_P99.name()));
    samples.add(flight.p50(BusSuite.FLIGHT_P50.name()));
    samples.add(flight.p99(BusSuite.FLIGHT_P99.name()));
    samples.add(compared(many, 2).throughput(BusSuite.FLIGHT_UNGUARDED.name()));
    samples.add(compared(single, 2).throughput(BusSuite.ALONE_UNGUARDED.name()));
    Cost ours = many.get(0);
    Cost byHand = many.get(1);
    samples.add(Sample.of(BusSuite.CLIENT.name(), ours.clientMicros(), byHand.clientMicros()));
    if (withBroker) {
      samples.add(Sample.of(BusSuite.BROKERS.name(), ours.brokerMicros(), byHand.brokerMicros()));
    }
    return samples;
  }

  private static Compared compared(List<Cost> costs, int reference) {
    return new Compared(costs.get(0).load(), costs.get(reference).load());
  }

  private Observed many(Echo echo, Duration time) throws Exception {
    return Load.inFlight(IN_FLIGHT, () -> echo.ask(body), time);
  }

  private Observed single(Echo echo, Duration time) throws Exception {
    return Load.sequential(
        () -> echo.ask(body).toCompletableFuture().get(30, TimeUnit.SECONDS), time);
  }

  private interface Turn {
    Observed of(Echo echo) throws Exception;
  }

  /** Each round begins with another one. */
  private static List<Cost> inTurns(
      int rounds, List<Echo> all, Turn turn, @Nullable ProcessHandle broker) throws Exception {
    List<@Nullable Cost> sums = new ArrayList<>(Collections.nCopies(all.size(), null));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < all.size(); i++) {
        int which = (round + i) % all.size();
        Echo echo = all.get(which);
        Callable<Observed> load = () -> turn.of(echo);
        Cost cost = Cost.of(load, broker);
        Cost before = sums.get(which);
        sums.set(which, before == null ? cost : before.plus(cost));
      }
    }
    return sums.stream().map(Objects::requireNonNull).toList();
  }

  private static ConnectionFactory factory(RabbitMq.VirtualHost host) {
    AmqpOptions options = host.options();
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(options.host());
    factory.setPort(options.effectivePort());
    factory.setVirtualHost(options.virtualHost());
    factory.setUsername(host.credentials().username());
    factory.setPassword(host.credentials().password());
    return factory;
  }
}
