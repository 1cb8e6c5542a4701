package org.mano4j.benchmarks;

import java.util.List;
import org.mano4j.benchmarks.bus.BusSuite;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.json.JsonSuite;
import org.mano4j.benchmarks.launch.LaunchSuite;
import org.mano4j.benchmarks.plugin.PluginSuite;
import org.mano4j.benchmarks.pop.PopSuite;
import org.mano4j.benchmarks.start.StartSuite;
import org.mano4j.benchmarks.vnfm.VnfmSuite;

/** All suites, in the order in which they run. */
final class Suites {

  private Suites() {}

  static List<Suite> all() {
    return List.of(
        new JsonSuite(),
        new BusSuite(),
        new VnfmSuite(),
        new PluginSuite(),
        new PopSuite(),
        new LaunchSuite(),
        new StartSuite());
  }
}
