package org.mano4j.benchmarks.vnfm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.BrokerProcess;
import org.mano4j.benchmarks.harness.Compared;
import org.mano4j.benchmarks.harness.Leftover;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.benchmarks.vnfm.Managers.Manager;
import org.mano4j.testkit.broker.RabbitMq;

/** Loads both managers in turns; the one whose turn it is not has nothing to do. */
public final class VnfmTrial implements Trial {

  static final String CLASS_PATH = "published class path";

  static final int VNFRS = 1000;

  /** Even, so that each is as often the first. */
  private static final int ROUNDS = 4;

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    ProcessHandle broker = BrokerProcess.of(input);
    Lifecycle lifecycle = new Lifecycle(input.effort().pick(100, VNFRS, VNFRS));
    try (Leftover<RabbitMq.VirtualHost> lent =
            Leftover.of(input.services().rabbitMq().virtualHost());
        Managers managers = Managers.start(lent.it(), input.value(CLASS_PATH));
        NfvoSide nfvo = new NfvoSide(lifecycle, lent.it().options(), lent.it().credentials())) {
      Duration second = Duration.ofMillis(input.effort().pick(50, 1000, 3000));
      Measurement measurement = new Measurement(nfvo, managers, broker, second);
      measurement.warmUp();
      return measurement.samples();
    }
  }

  /**
   * What one fork measures.
   *
   * @param second a second of the usual effort
   */
  private record Measurement(
      NfvoSide nfvo, Managers managers, @Nullable ProcessHandle broker, Duration second) {

    /**
     * So many requests that throughput does not grow any more, which is when the compilers of each
     * are done: they share the processors with all others.
     */
    void warmUp() throws Exception {
      warmUp(managers.ours(), 20);
      warmUp(managers.published(), 6);
      warmUp(managers.bare(), 3);
    }

    private void warmUp(Manager manager, int thousands) throws Exception {
      long wanted = thousands * second.toMillis();
      Callable<Observed> load = all(manager, second.multipliedBy(3));
      while (wanted > 0) {
        wanted -= load.call().times().getTotalCount();
      }
    }

    /** What is judged comes last, when all are as warm as they get. */
    List<Sample> samples() throws Exception {
      List<Sample> samples = new ArrayList<>();
      one(samples);
      all(samples);
      return samples;
    }

    private void one(List<Sample> samples) throws Exception {
      Duration turn = second.dividedBy(3);
      Compared one =
          Compared.inTurns(
              ROUNDS,
              load(managers.ours(), 1, nfvo.lifecycle()::requestToOne, turn),
              load(managers.published(), 1, nfvo.lifecycle()::requestToOne, turn));
      samples.add(one.throughput(VnfmSuite.ONE.name()));
      samples.add(one.p50(VnfmSuite.ONE_P50.name()));
      samples.add(one.p99(VnfmSuite.ONE_P99.name()));
    }

    private void all(List<Sample> samples) throws Exception {
      Side ours = side(managers.ours());
      Side published = side(managers.published());
      Compared all = Compared.inTurns(ROUNDS, ours, published);
      Side most = side(managers.bare());
      Observed bare = most.call().plus(most.call());
      samples.add(all.throughput(VnfmSuite.ALL.name()));
      samples.add(all.p99(VnfmSuite.ALL_P99.name()));
      samples.add(all.p50(VnfmSuite.ALL_P50.name()));
      samples.add(new Compared(bare, all.reference()).throughput(VnfmSuite.BARE.name()));
      samples.add(
          Sample.of(VnfmSuite.MANAGER.name(), ours.managerMicros(), published.managerMicros()));
      samples.add(Sample.of(VnfmSuite.NFVO.name(), ours.nfvoMicros(), published.nfvoMicros()));
      if (broker != null) {
        samples.add(
            Sample.of(VnfmSuite.BROKER.name(), ours.brokerMicros(), published.brokerMicros()));
      }
    }

    private Side side(Manager manager) {
      return new Side(manager.program(), all(manager, second), broker);
    }

    /** A request of each VNFR at a time: an NFVO sends it the next one when it has the answer. */
    private Callable<Observed> all(Manager to, Duration time) {
      return load(to, nfvo.lifecycle().vnfrs(), nfvo.lifecycle()::request, time);
    }

    /** Requests with the numbers from 0 on: no two of one VNFR at a time. */
    private Callable<Observed> load(
        Manager to, int inFlight, LongFunction<byte[]> request, Duration time) {
      AtomicLong number = new AtomicLong();
      return () ->
          Load.inFlight(
              inFlight,
              () -> nfvo.request(to.queue(), request.apply(number.getAndIncrement())),
              time);
    }
  }
}
