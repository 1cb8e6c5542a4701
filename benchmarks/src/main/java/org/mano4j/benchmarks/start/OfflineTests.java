package org.mano4j.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Sample;

/** One offline test in a JVM of its own, with the JVM's defaults, as a build tool runs it. */
final class OfflineTests {

  private static final Question WHOLE =
      Question.reported(
          "an OfflineNfvo test, whole JVM", "ms", "the same with an empty test", Better.LOWER);
  private static final Question ACTIVE =
      Question.alone("OfflineNfvo, start to ACTIVE", "ms", Better.LOWER);
  private static final Question QUICK =
      Question.reported(
          "an OfflineNfvo test, quick compiler alone",
          "ms",
          "with the JVM's defaults",
          Better.LOWER);

  private final Run run;

  OfflineTests(Run run) {
    this.run = run;
  }

  void measure() throws IOException, InterruptedException {
    int rounds = run.effort().forks();
    try (Programs programs = new Programs(Map.of())) {
      programs.run(test("empty"));
      for (int round = 1; round <= rounds; round++) {
        run.says("an offline test and an empty one, %d of %d".formatted(round, rounds));
        measure(programs, round % 2 == 0);
      }
    }
  }

  private void measure(Programs programs, boolean backwards)
      throws IOException, InterruptedException {
    List<Command> turns =
        new ArrayList<>(
            List.of(test("launches"), test("empty"), test("launches", "-XX:TieredStopAtLevel=1")));
    if (backwards) {
      Collections.reverse(turns);
    }
    List<Programs.Ended> ended = new ArrayList<>();
    for (Command turn : turns) {
      ended.add(programs.run(turn));
    }
    if (backwards) {
      Collections.reverse(ended);
    }
    Programs.Ended ours = ended.get(0);
    run.answer(
        List.of(WHOLE, ACTIVE, QUICK),
        List.of(
            Sample.of(WHOLE.name(), ours.millis(), ended.get(1).millis()),
            Sample.of(ACTIVE.name(), active(ours.out())),
            Sample.of(QUICK.name(), ended.get(2).millis(), ours.millis())));
  }

  private static Command test(String method, String... options) {
    return new Command(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=warn",
                "-Dslf4j.provider=org.slf4j.simple.SimpleServiceProvider",
                "-cp",
                System.getProperty("java.class.path"),
                OneTest.class.getName(),
                method),
            Map.of())
        .withOptions(List.of(options));
  }

  private static double active(String out) {
    return out.lines()
        .filter(line -> line.startsWith(OneLaunch.ACTIVE))
        .mapToDouble(line -> Double.parseDouble(line.substring(OneLaunch.ACTIVE.length())))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the test did not tell its time: " + out));
  }
}
