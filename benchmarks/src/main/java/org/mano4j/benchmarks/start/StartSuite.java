package org.mano4j.benchmarks.start;

import java.util.Set;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;

/** How long programs take until they do what they are for, and how much memory they keep. */
public final class StartSuite implements Suite {

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String question() {
    return "cold starts, each a new process: pop images against a bare stub program; daemons; an offline test";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.ENGINE);
  }

  @Override
  public void run(Run run) throws Exception {
    Checkout checkout = Checkout.find();
    new PopImages(run, checkout).measure();
    new Daemons(run, checkout).measure();
    new OfflineTests(run).measure();
  }
}
