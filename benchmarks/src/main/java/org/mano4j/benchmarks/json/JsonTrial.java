package org.mano4j.benchmarks.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Has JMH measure each side in a JVM of its own, one after the other: for every document, first
 * reading and then writing. Ours comes between the two that it is compared with.
 */
public final class JsonTrial implements Trial {

  private static final String GSON = "gson.jar";

  private static final String[] JVM = {
    "-Xms1g",
    "-Xmx1g",
    "-Dslf4j.internal.verbosity=warn",
    "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
  };

  @Override
  public List<Sample> measure(TrialInput input) throws IOException, RunnerException {
    Path gson = Files.createTempFile("mano4j-bench-gson-", ".jar");
    try {
      classPathBegins(gson);
      List<Sample> samples = new ArrayList<>();
      for (Operation operation : Operation.values()) {
        for (Document document : Document.values()) {
          samples.addAll(measure(operation, document, input.effort()));
        }
      }
      return samples;
    } finally {
      Files.delete(gson);
    }
  }

  /** The JVMs of JMH have this one's class path; the Gson of the published classes wins there. */
  private static void classPathBegins(Path gson) throws IOException {
    try (InputStream jar = JsonTrial.class.getResourceAsStream(GSON)) {
      Files.write(gson, jar.readAllBytes());
    }
    System.setProperty(
        "java.class.path",
        gson + System.getProperty("path.separator") + System.getProperty("java.class.path"));
  }

  private static List<Sample> measure(Operation operation, Document document, Effort effort)
      throws RunnerException {
    Map<Side, RunResult> results = new EnumMap<>(Side.class);
    for (Side side : Side.values()) {
      results.put(side, new Runner(options(operation, document, side, effort)).runSingle());
    }
    List<Sample> samples = new ArrayList<>();
    for (Comparison comparison : Comparison.values()) {
      samples.add(
          Sample.of(
              comparison.metric(operation, document),
              comparison.figure(results.get(Side.MANO4J)),
              comparison.figure(results.get(comparison.reference()))));
    }
    return samples;
  }

  private static Options options(Operation operation, Document document, Side side, Effort effort) {
    return new OptionsBuilder()
        .include(JsonBenchmark.class.getName() + "." + operation.method() + "$")
        .param("document", document.name())
        .param("side", side.name())
        .forks(effort == Effort.SMOKE && document != Document.NSD ? 0 : 1)
        .jvmArgs(JVM)
        .warmupIterations(effort.pick(1, 4, 6))
        .warmupTime(TimeValue.milliseconds(effort.pick(1, 500, 1000)))
        .measurementIterations(effort.pick(1, 3, 6))
        .measurementTime(TimeValue.milliseconds(effort.pick(1, 200, 500)))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
