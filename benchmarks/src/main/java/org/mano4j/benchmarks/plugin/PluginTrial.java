package org.mano4j.benchmarks.plugin;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mano4j.benchmarks.harness.Compared;
import org.mano4j.benchmarks.harness.Leftover;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Services;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.benchmarks.published.Program;
import org.mano4j.testkit.broker.RabbitMq;

/** Calls one plugin with both callers in turns. */
public final class PluginTrial implements Trial {

  static final String CLASS_PATH = "published class path";
  static final int MANY = 16;

  private static final int ROUNDS = 2;

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Services services = input.services();
    try (Leftover<RabbitMq.VirtualHost> lent = Leftover.of(services.rabbitMq().virtualHost());
        Callers callers =
            Callers.start(lent.it(), services.management(), input.value(CLASS_PATH))) {
      Duration warmUp = Duration.ofMillis(input.effort().pick(300, 2000, 10_000));
      Duration round = Duration.ofMillis(input.effort().pick(300, 700, 5000));
      call(callers.ours(), MANY, warmUp);
      call(callers.published(), MANY, warmUp);
      List<Sample> samples = new ArrayList<>();
      Compared one = compared(callers, 1, round);
      samples.add(one.throughput(PluginSuite.ONE.name()));
      samples.add(one.p50(PluginSuite.ONE_P50.name()));
      samples.add(one.p99(PluginSuite.ONE_P99.name()));
      Compared many = compared(callers, MANY, round);
      samples.add(many.throughput(PluginSuite.MANY.name()));
      samples.add(many.p50(PluginSuite.MANY_P50.name()));
      samples.add(many.p99(PluginSuite.MANY_P99.name()));
      return samples;
    }
  }

  private static Compared compared(Callers callers, int threads, Duration round) throws Exception {
    return Compared.inTurns(
        ROUNDS,
        () -> call(callers.ours(), threads, round),
        () -> call(callers.published(), threads, round));
  }

  private static Observed call(Program caller, int threads, Duration time) throws IOException {
    return OurLoad.read(caller.ask(threads + " " + time.toMillis()));
  }
}
