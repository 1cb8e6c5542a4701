package org.mano4j.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.stat.StatUtils;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Run;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.SourceTree;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerBuilder;

/** {@code pop images} from nothing to its end, beside programs that do no more than that. */
final class PopImages {

  private static final String PASSWORD = "start";
  private static final int IMAGES = 10;

  /** What the generated stub and its channel need, in the order in which they are looked into. */
  private static final List<String> STUB =
      List.of(
          "mano4j-benchmarks",
          "mano4j-pop-api",
          "grpc-api",
          "grpc-context",
          "grpc-core",
          "grpc-util",
          "grpc-netty-shaded",
          "grpc-protobuf",
          "grpc-protobuf-lite",
          "grpc-stub",
          "guava",
          "failureaccess",
          "perfmark-api",
          "protobuf-java",
          "proto-google-common-protos");

  private static final Question POP =
      Question.atMost("pop images", "ms", "a bare stub program", 1.15);
  private static final Question QUICK =
      Question.reported(
          "pop images, ends quickly", "ms", "the bare one, its threads ended", Better.LOWER);
  private static final Question LAUNCHER =
      Question.reported("./mano4j pop images", "ms", "its Java program alone", Better.LOWER);

  private final Run run;
  private final Checkout checkout;

  PopImages(Run run, Checkout checkout) {
    this.run = run;
    this.checkout = checkout;
  }

  void measure() throws IOException, InterruptedException {
    try (PopServer server = server()) {
      server.start();
      Map<String, String> pop =
          Map.of("POP_HOST", server.endpoint().toString(), "POP_AUTH", "admin:" + PASSWORD);
      try (Programs programs = new Programs(pop)) {
        measure(programs);
      }
    }
  }

  /** Its logins cost next to nothing: they would only make the two more alike. */
  private static PopServer server() {
    InMemoryPopBackend.Builder platform = InMemoryPopBackend.builder().offerAnyImage();
    for (int i = 0; i < IMAGES; i++) {
      platform.exitingImage("image-" + i, 0);
    }
    PopServerBuilder builder = PopServer.builder(platform.build()).user("admin", PASSWORD);
    return builder.bcryptCost(4).build();
  }

  private void measure(Programs programs) throws IOException, InterruptedException {
    Command ours = checkout.program("pop", "images");
    Command bare = bare(programs, BareImages.class);
    Command quick = bare(programs, QuickEnd.class);
    List<Command> turns = new ArrayList<>(List.of(ours, bare, quick));
    for (Command each : turns) {
      time(programs, each);
    }
    int samples = run.effort().pick(1, 5, 9);
    int rounds = run.effort().pick(1, 3, 6);
    for (int sample = 1; sample <= samples; sample++) {
      run.says("pop images and bare programs in turns, %d of %d".formatted(sample, samples));
      double[][] times = inTurns(programs, turns, rounds);
      double mine = median(times[0]);
      run.answer(List.of(POP), List.of(Sample.of(POP.name(), mine, median(times[1]))));
      run.answer(List.of(QUICK), List.of(Sample.of(QUICK.name(), mine, median(times[2]))));
    }
    if (!SourceTree.isLaunched()) {
      run.says("./mano4j itself is measured by ./mano4j bench start: it would build first now");
      return;
    }
    List<Command> launched = List.of(checkout.launcher("pop", "images"), ours);
    for (int sample = 1; sample <= run.effort().forks(); sample++) {
      double[][] times = inTurns(programs, launched, rounds);
      run.answer(
          List.of(LAUNCHER),
          List.of(Sample.of(LAUNCHER.name(), median(times[0]), median(times[1]))));
    }
  }

  /**
   * With class data of its own, kept as the launcher keeps those of its programs. That takes jars:
   * inside a build there are none.
   */
  private Command bare(Programs programs, Class<?> main) throws IOException, InterruptedException {
    Optional<String> jars = Checkout.jars(STUB);
    if (jars.isEmpty()) {
      run.says("the bare program is not in a jar, and starts without class data");
      return checkout.java("pop", System.getProperty("java.class.path"), main);
    }
    Command plain = checkout.java("pop", jars.get(), main);
    Path data = programs.folder().resolve(main.getSimpleName() + ".jsa");
    programs.run(plain.withOptions(List.of("-XX:ArchiveClassesAtExit=" + data)));
    return plain.withOptions(List.of("-XX:SharedArchiveFile=" + data));
  }

  /** Times of each, in rounds whose order turns round. */
  private double[][] inTurns(Programs programs, List<Command> commands, int rounds)
      throws IOException, InterruptedException {
    double[][] times = new double[commands.size()][rounds];
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < commands.size(); i++) {
        int turn = round % 2 == 0 ? i : commands.size() - 1 - i;
        times[turn][round] = time(programs, commands.get(turn));
      }
    }
    return times;
  }

  private static double time(Programs programs, Command command)
      throws IOException, InterruptedException {
    Programs.Ended ended = programs.run(command);
    if (!ended.out().contains("image-" + (IMAGES - 1))) {
      throw new IllegalStateException("it printed no images: " + ended.out());
    }
    return ended.millis();
  }

  private static double median(double[] times) {
    return StatUtils.percentile(times, 50);
  }
}
