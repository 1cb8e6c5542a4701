package org.mano4j.benchmarks.launch;

import java.util.List;
import java.util.Set;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Fork;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.harness.Unavailable;

/** Whether a launch costs the same for each VNFC, however many there are. */
public final class LaunchSuite implements Suite {

  static final Plan MEMORY =
      new Plan("in memory", Buses.MEMORY, Installation.Kind.MAP, 10_000, true);
  static final Plan POP = new Plan("with a Pop", Buses.MEMORY, Installation.Kind.POP, 1_000, false);
  static final Plan EMBEDDED_BROKER =
      new Plan("embedded broker", Buses.EMBEDDED_BROKER, Installation.Kind.MAP, 1_000, false);
  static final Plan RABBITMQ =
      new Plan("RabbitMQ", Buses.RABBITMQ, Installation.Kind.MAP, 1_000, false);

  /**
   * A service of 10,000 VNFCs is in memory several times while it is launched, and as text. The
   * system gives that memory before anything is measured, not in the middle of the first launches.
   */
  private static final List<String> JVM = List.of("-Xms2g", "-Xmx2g", "-XX:+AlwaysPreTouch");

  private static final int SMOKE = 10;

  private final List<Plan> plans;

  /** All there is. */
  public LaunchSuite() {
    this(List.of(MEMORY, POP, EMBEDDED_BROKER, RABBITMQ));
  }

  LaunchSuite(List<Plan> plans) {
    this.plans = List.copyOf(plans);
  }

  @Override
  public String name() {
    return "launch";
  }

  @Override
  public String question() {
    return "time and memory that a launch takes for each VNFC, of many against of few";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.BROKER);
  }

  @Override
  public void run(Run run) throws InterruptedException {
    for (Plan plan : plans) {
      if (plan.bus() == Buses.RABBITMQ && !isThere(run)) {
        continue;
      }
      boolean smoke = run.effort() == Effort.SMOKE;
      Plan fitting = smoke ? plan.upTo(SMOKE) : plan;
      run.says(plan.title());
      run.fork(
          new Fork(LaunchTrial.class, smoke ? List.of() : JVM),
          fitting.questions(),
          fitting.values(),
          fitting.forks(run.effort()));
    }
  }

  private static boolean isThere(Run run) {
    try {
      run.services().rabbitMq();
      return true;
    } catch (Unavailable e) {
      run.skip("launches over RabbitMQ: " + e.getMessage());
      return false;
    }
  }
}
