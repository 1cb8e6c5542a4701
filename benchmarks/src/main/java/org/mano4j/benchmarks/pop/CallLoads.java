package org.mano4j.benchmarks.pop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Compared;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Load;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;

/** Calls of a Pop, one after the other and by eight threads, in both ways in turns. */
final class CallLoads {

  static final String STUB = "bare stub";

  private static final int THREADS = 8;
  private static final double MOST_ADDED_MICROS = 50;
  private static final double LEAST_THROUGHPUT = 0.8;

  private CallLoads() {}

  /** What {@link #measure} answers, and how much is asked for. */
  static List<Question> judged(String call) {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.noMoreThan(added(call), "µs", MOST_ADDED_MICROS));
    questions.addAll(times(call));
    questions.add(Question.atLeast(throughput(call), "/s", STUB, LEAST_THROUGHPUT));
    return questions;
  }

  /** The same on a Pop that somebody else answers for. */
  static List<Question> reported(String call) {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.alone(added(call), "µs", Better.LOWER));
    questions.addAll(times(call));
    questions.add(Question.reported(throughput(call), "/s", STUB, Better.HIGHER));
    return questions;
  }

  private static List<Question> times(String call) {
    return List.of(
        Question.reported(call + ", p50", "µs", STUB, Better.LOWER),
        Question.reported(call + ", p99", "µs", STUB, Better.LOWER));
  }

  /** All figures of these calls, after a warm-up of all of them. */
  static List<Sample> measure(List<Calls> all, Effort effort) throws Exception {
    warmUp(all, effort.pick(200, 9000, 20_000));
    List<Sample> samples = new ArrayList<>();
    for (Calls calls : all) {
      Compared sequential = oneByOne(calls, effort);
      double added = sequential.ours().p50Micros() - sequential.reference().p50Micros();
      samples.add(Sample.of(added(calls.name()), added / calls.each()));
      samples.add(sequential.p50(calls.name() + ", p50"));
      samples.add(sequential.p99(calls.name() + ", p99"));
      samples.add(byEight(calls, effort).throughput(throughput(calls.name())));
    }
    return samples;
  }

  /** Both JVMs have compiled what is to be after some 10 seconds: see docs/benchmarks.md. */
  static void warmUp(List<Calls> all, int millis) throws Exception {
    int turns = 4;
    Duration turn = Duration.ofMillis(millis / (4 * turns * all.size()));
    for (int i = 0; i < turns; i++) {
      for (Calls calls : all) {
        byEight(calls, 1, turn);
        oneByOne(calls, 1, turn);
      }
    }
  }

  /** One call after the other. */
  static Compared oneByOne(Calls calls, Effort effort) throws Exception {
    return oneByOne(calls, turns(effort), turn(effort));
  }

  /** By eight threads. */
  static Compared byEight(Calls calls, Effort effort) throws Exception {
    return byEight(calls, turns(effort), turn(effort));
  }

  /** Many short ones: a machine that others share is slow for some tenths of a second at a time. */
  private static int turns(Effort effort) {
    return effort.pick(2, 16, 48);
  }

  private static Duration turn(Effort effort) {
    return Duration.ofMillis(effort.pick(30, 40, 100));
  }

  private static Compared oneByOne(Calls calls, int turns, Duration turn) throws Exception {
    return Compared.inTurns(
        turns,
        () -> Load.sequential(calls.ours(), turn),
        () -> Load.sequential(calls.bare(), turn));
  }

  private static Compared byEight(Calls calls, int turns, Duration turn) throws Exception {
    return Compared.inTurns(
        turns,
        () -> Load.threads(THREADS, calls.ours(), turn),
        () -> Load.threads(THREADS, calls.bare(), turn));
  }

  private static String added(String call) {
    return call + ", p50 added to each call";
  }

  private static String throughput(String call) {
    return call + ", " + THREADS + " threads";
  }
}
