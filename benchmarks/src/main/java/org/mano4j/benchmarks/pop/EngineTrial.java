package org.mano4j.benchmarks.pop;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Leftover;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.Sample;
import org.mano4j.benchmarks.harness.Trial;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopSessions;

/**
 * Creates and starts containers: through a Pop, through a Pop with a login first, and by hand, in
 * turns. First on an engine that does nothing, which tells what the Pop itself takes and compiles
 * both ways; then on a real one.
 */
public final class EngineTrial implements Trial {

  static final String IMAGE = "mano4j-test/polite";

  /** So many rounds go by before what they have started is removed. */
  private static final int KEPT = 10;

  private static final double MOST_ADDED_MILLIS = 5;
  private static final String INSTANT = "create and start on an engine that does nothing, p50";
  private static final String ADDED = "create and start, median added";
  private static final String LEAST = "create and start, median added, 95 %: from";
  private static final String MOST = "create and start, median added, 95 %: to";
  private static final String MEDIAN = "create and start, p50";
  private static final String OUTSIDE = "create and start, outside the engine, p50";
  private static final String ADDED_FRESH = "with a fresh login, median added";
  private static final String ENGINE = "bare Docker API";

  private final String network = "bench-" + UUID.randomUUID().toString().substring(0, 8);

  /** What it answers. */
  static List<Question> questions() {
    return List.of(
        Question.noMoreThan(ADDED, "ms", MOST_ADDED_MILLIS),
        Question.alone(LEAST, "ms", Better.LOWER),
        Question.alone(MOST, "ms", Better.LOWER),
        Question.reported(MEDIAN, "ms", ENGINE, Better.LOWER),
        Question.alone(OUTSIDE, "ms", Better.LOWER),
        Question.reported(INSTANT, "ms", ENGINE, Better.LOWER),
        Question.alone(ADDED_FRESH, "ms", Better.LOWER));
  }

  @Override
  public List<Sample> measure(TrialInput input) throws Exception {
    Effort effort = input.effort();
    try (Leftover<EnginePop> pop = Leftover.of(new EnginePop(input.services().engine(), network));
        PopSessions sessions = PopSessions.create()) {
      BareEngine engine = pop.it().engine();
      PopProcess process = pop.it().start();
      Rounds instant;
      try (BareEngine played =
          BareEngine.at(PlayedEngine.uri(process.port(PopKind.INSTANT_ENGINE)))) {
        instant =
            onNone(new Starts(played, client(process, PopKind.INSTANT, sessions), network), effort);
      }
      Starts starts = new Starts(engine, client(process, PopKind.ENGINE, sessions), network);
      PopAddress address = process.address(PopKind.ENGINE);
      Rounds both = new Rounds(List.of(starts::bare, starts::through));
      Rounds withLogin = new Rounds(List.of(starts::bare, () -> starts.afterLogin(address)));
      run(both, effort.pick(1, 3, 3), starts);
      both.forget();
      starts.outside().clear();
      run(both, effort.pick(1, 30, 150), starts);
      run(withLogin, effort.pick(1, 5, 20), starts);
      return List.of(
          Sample.of(ADDED, both.added(1, 0)),
          Sample.of(LEAST, both.leastAdded(1, 0)),
          Sample.of(MOST, both.mostAdded(1, 0)),
          Sample.of(MEDIAN, both.median(1), both.median(0)),
          Sample.of(OUTSIDE, Rounds.median(starts.outside())),
          Sample.of(INSTANT, instant.median(1), instant.median(0)),
          Sample.of(ADDED_FRESH, withLogin.added(1, 0)));
    }
  }

  private static PopClient client(PopProcess process, PopKind kind, PopSessions sessions) {
    PopAddress address = process.address(kind);
    return sessions.client(address.endpoint(), address.user());
  }

  /** Compiles both ways, then measures them. What was started takes nothing there, and stays. */
  private static Rounds onNone(Starts starts, Effort effort) throws Exception {
    Rounds rounds = new Rounds(List.of(starts::bare, starts::through));
    runFor(rounds, Duration.ofMillis(effort.pick(200, 12_000, 20_000)));
    rounds.forget();
    runFor(rounds, Duration.ofMillis(effort.pick(50, 2000, 4000)));
    return rounds;
  }

  private static void runFor(Rounds rounds, Duration time) throws Exception {
    long end = System.nanoTime() + time.toNanos();
    do {
      rounds.run(1);
    } while (System.nanoTime() < end);
  }

  private static void run(Rounds rounds, int count, Starts starts) throws Exception {
    for (int left = count; left > 0; left -= KEPT) {
      rounds.run(Math.min(KEPT, left));
      starts.remove();
    }
  }
}
