package org.mano4j.benchmarks.plugin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Need;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.benchmarks.published.PublishedLibraries;

/** Calls of a VIM driver of nothing, by mano4j's caller and by the published one. */
public final class PluginSuite implements Suite {

  private static final String PUBLISHED = "published PluginCaller";
  private static final String PER_SECOND = "calls/s";
  private static final String MICROS = "µs";

  static final Question ONE =
      Question.reported("one after the other", PER_SECOND, PUBLISHED, Better.HIGHER);
  static final Question ONE_P50 =
      Question.reported("one after the other, p50", MICROS, PUBLISHED, Better.LOWER);
  static final Question ONE_P99 =
      Question.reported("one after the other, p99", MICROS, PUBLISHED, Better.LOWER);
  static final Question MANY =
      Question.reported("16 at once", PER_SECOND, PUBLISHED, Better.HIGHER);
  static final Question MANY_P50 =
      Question.reported("16 at once, p50", MICROS, PUBLISHED, Better.LOWER);
  static final Question MANY_P99 =
      Question.reported("16 at once, p99", MICROS, PUBLISHED, Better.LOWER);

  @Override
  public String name() {
    return "plugin";
  }

  @Override
  public String question() {
    return "calls of a VIM driver over RabbitMQ, by mano4j's caller and the published one";
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.BROKER);
  }

  @Override
  public void run(Run run) throws InterruptedException {
    run.services().rabbitMq();
    run.fork(
        PluginTrial.class,
        List.of(ONE, ONE_P50, ONE_P99, MANY, MANY_P50, MANY_P99),
        Map.of(PluginTrial.CLASS_PATH, PublishedLibraries.classPath()));
  }
}
