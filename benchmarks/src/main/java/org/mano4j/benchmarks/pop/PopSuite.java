package org.mano4j.benchmarks.pop;

import java.util.Map;
import java.util.Set;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;

/** What {@code PopClient} and {@code PopServer} add to gRPC, and a Pop to the engine it runs on. */
public final class PopSuite implements Suite {

  @Override
  public String name() {
    return "pop";
  }

  @Override
  public String question() {
    return "PopClient calls against bare gRPC stub calls; create and start against the bare engine";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.ENGINE);
  }

  @Override
  public void run(Run run) throws Exception {
    run.fork(LocalTrial.class, LocalTrial.questions(), Map.of());
    run.forkOnce(ServerTrial.class, ServerTrial.questions(), Map.of());
    try (BareEngine engine = BareEngine.at(run.services().engine())) {
      engine.require(EngineTrial.IMAGE);
    }
    // The engine varies much from one start to the next, and JVMs little: many rounds in one fork.
    run.forkOnce(EngineTrial.class, EngineTrial.questions(), Map.of());
  }
}
