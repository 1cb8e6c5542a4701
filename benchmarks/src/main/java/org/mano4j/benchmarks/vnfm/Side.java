package org.mano4j.benchmarks.vnfm;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.Cost;
import org.mano4j.benchmarks.harness.Observed;
import org.mano4j.benchmarks.published.Program;

/** A load of one manager in turns with others, and what processors spend on it during its own. */
final class Side implements Callable<Observed> {

  private final Program manager;
  private final Callable<Observed> load;
  private final @Nullable ProcessHandle broker;
  private Duration managers = Duration.ZERO;
  private @Nullable Cost others;

  Side(Program manager, Callable<Observed> load, @Nullable ProcessHandle broker) {
    this.manager = manager;
    this.load = load;
    this.broker = broker;
  }

  @Override
  public Observed call() throws Exception {
    Duration before = manager.processorTime();
    Cost cost = Cost.of(load, broker);
    managers = managers.plus(manager.processorTime().minus(before));
    others = others == null ? cost : others.plus(cost);
    return cost.load();
  }

  /** Microseconds of the manager for each request. */
  double managerMicros() {
    return managers.toNanos() / 1e3 / cost().load().times().getTotalCount();
  }

  /** Microseconds of the broker for each request. */
  double brokerMicros() {
    return cost().brokerMicros();
  }

  /** Microseconds of the NFVO's side for each request. */
  double nfvoMicros() {
    return cost().clientMicros();
  }

  private Cost cost() {
    if (others == null) {
      throw new IllegalStateException("nothing was measured yet");
    }
    return others;
  }
}
