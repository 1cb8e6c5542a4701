package org.mano4j.benchmarks.json;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Has JMH measure each side in a JVM of its own, all of them in {@link Turns}: for every document,
 * first reading and then writing.
 */
public final class JsonTrial implements Trial {

  /** JMH holds a lock of the machine, as if there were nobody else to measure. */
  static final List<String> OPTIONS = List.of("-Djmh.ignoreLock=true");

  private static final String GSON = "gson.jar";

  private static final String[] JVM = {
    "-Xms1g",
    "-Xmx1g",
    "-Dslf4j.internal.verbosity=warn",
    "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
    "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn"
  };

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Path gson = Files.createTempFile("mano4j-bench-gson-", ".jar");
    try {
      classPathBegins(gson);
      List<Sample> samples = new ArrayList<>();
      for (Operation operation : Operation.values()) {
        for (Document document : Document.measuredWith(input.effort())) {
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
      throws Exception {
    Map<Side, RunResult> results = inTurns(operation, document, effort);
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

  private static Map<Side, RunResult> inTurns(Operation operation, Document document, Effort effort)
      throws Exception {
    Map<Side, RunResult> results = new ConcurrentHashMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(Side.values().length);
    try (Turns turns = Turns.of(Side.values().length)) {
      CompletionService<RunResult> running = new ExecutorCompletionService<>(threads);
      for (Side side : Side.values()) {
        Options options = options(operation, document, side, effort, turns);
        running.submit(() -> results.put(side, new Runner(options).runSingle()));
      }
      for (int ended = 0; ended < Side.values().length; ended++) {
        running.take().get(); // the first that fails has the reason; the others fail with it
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static Options options(
      Operation operation, Document document, Side side, Effort effort, Turns turns) {
    return new OptionsBuilder()
        .include(JsonBenchmark.class.getName() + "." + operation.method() + "$")
        .param("document", document.name())
        .param("side", side.name())
        .forks(1)
        .jvmArgs(JVM)
        .jvmArgsAppend(turns.option())
        .warmupIterations(effort.pick(1, 12, 20))
        .warmupTime(TimeValue.milliseconds(effort.pick(1, 500, 500)))
        .measurementIterations(effort.pick(2, 20, 60))
        .measurementTime(TimeValue.milliseconds(effort.pick(1, 30, 30)))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT)
        .build();
  }
}
