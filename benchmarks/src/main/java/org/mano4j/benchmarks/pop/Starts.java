package org.mano4j.benchmarks.pop;

import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.StartPhase;
import org.mano4j.pop.StartReport;

/**
 * Create and start of a container on one engine: by hand, through a Pop, and after a login at the
 * Pop; each tells its milliseconds. What was started stays until {@link #remove}.
 */
final class Starts {

  /** The Pop gives its containers the first addresses of their network, these get the last. */
  private static final int LAST_HOST = 254;

  private static final int HOSTS = 100;

  private final BareEngine engine;
  private final PopClient pop;
  private final String prefix;
  private final InspectContainerResponse model;
  private final AtomicInteger number = new AtomicInteger();
  private final Queue<String> byHand = new ConcurrentLinkedQueue<>();
  private final Queue<String> ids = new ConcurrentLinkedQueue<>();
  private final List<Double> outside = new ArrayList<>();

  /**
   * Starts one through the Pop, to see what the same is by hand.
   *
   * @param prefix of the names
   */
  Starts(BareEngine engine, PopClient pop, String prefix) {
    this.engine = engine;
    this.pop = pop;
    this.prefix = prefix;
    StartReport first = pop.startMeasured(created(pop));
    this.model = engine.model(first.container().name());
    remove();
  }

  double bare() {
    String name = name();
    byHand.add(name);
    int host = LAST_HOST - byHand.size() % HOSTS;
    long began = System.nanoTime();
    engine.run(model, name, host);
    return since(began);
  }

  double through() {
    long began = System.nanoTime();
    StartReport report = pop.startMeasured(created(pop));
    double taken = since(began);
    outside.add(taken - millis(report, StartPhase.CREATE) - millis(report, StartPhase.START));
    return taken;
  }

  double afterLogin(PopAddress address) {
    long began = System.nanoTime();
    try (PopSessions sessions = PopSessions.create()) {
      PopClient fresh = sessions.client(address.endpoint(), address.user());
      fresh.start(created(fresh));
      return since(began);
    }
  }

  /** What each one through the Pop took, without what the engine took for create and start. */
  List<Double> outside() {
    return outside;
  }

  /** Off the clock: what is started next is not to meet the end of what was before. */
  void remove() {
    List<Runnable> all = new ArrayList<>();
    byHand.forEach(name -> all.add(() -> engine.remove(name)));
    ids.forEach(id -> all.add(() -> pop.delete(Filter.byId(id))));
    all.parallelStream().forEach(Runnable::run);
    byHand.clear();
    ids.clear();
  }

  private Filter created(PopClient by) {
    String id = by.create(ContainerConfig.of(name(), EngineTrial.IMAGE)).id();
    ids.add(id);
    return Filter.byId(id);
  }

  private String name() {
    return prefix + "-" + number.incrementAndGet();
  }

  private static double since(long began) {
    return (System.nanoTime() - began) / 1e6;
  }

  private static double millis(StartReport report, StartPhase phase) {
    return report.phases().getOrDefault(phase, Duration.ZERO).toNanos() / 1e6;
  }
}
