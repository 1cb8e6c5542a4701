package org.mano4j.testkit.pop;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.mano4j.pop.PopException;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;

/**
 * Runs the cases that hold for every Pop against one, over the wire.
 *
 * <p>All that a run makes has names of its own (and a label, where the Pop has labels); it touches
 * nothing else. Each case removes what it has made, and {@link #close} removes the rest, also in
 * the midst of a case. Cases run one after the other; {@link #close} may come from any thread.
 */
public final class PopContract implements AutoCloseable {

  private static final List<PopCase> CASES =
      Stream.of(
              SessionCases.cases(),
              ListCases.cases(),
              CreateCases.cases(),
              CreateRefusalCases.cases(),
              MetadataCases.cases(),
              StartCases.cases(),
              StopCases.cases(),
              DeleteCases.cases(),
              ResetCases.cases(),
              AddressCases.cases(),
              NetworkCases.cases(),
              ImageCases.cases(),
              ExitCases.cases(),
              WatchCases.cases(),
              InstanceViewCases.cases(),
              ReconcileCases.cases(),
              ConcurrencyCases.cases(),
              DeadlineCases.cases(),
              LimitCases.cases())
          .flatMap(List::stream)
          .toList();

  private final PopRun run;

  private PopContract(PopRun run) {
    this.run = run;
  }

  /** All cases, area by area. */
  public static List<PopCase> cases() {
    return CASES;
  }

  /**
   * Logs in, and finds out what the Pop can.
   *
   * @throws PopException if the Pop cannot be reached or refuses the user
   */
  public static PopContract open(PopUnderTest target) {
    try {
      return new PopContract(new PopRun(target));
    } catch (PopRefusal e) {
      throw new PopException(
          PopException.Code.valueOf(e.code().name()),
          "cannot log in to the Pop at "
              + target.endpoint()
              + " as '"
              + target.credentials().username()
              + "': "
              + e.text(),
          e);
    } catch (AssertionError e) {
      throw new PopException(
          PopException.Code.DEADLINE_EXCEEDED,
          "cannot log in to the Pop at " + target.endpoint() + ": " + e.getMessage(),
          e);
    }
  }

  /** Whether the Pop knows nothing beyond the first protocol. */
  public boolean isFirstGeneration() {
    return !run.additions();
  }

  /** Tries one case, and removes what it has made. Fails only if its thread is interrupted. */
  public PopCaseResult run(PopCase one) {
    Objects.requireNonNull(one, "one");
    long begin = System.nanoTime();
    try {
      String lacking = run.lacks(one);
      if (lacking != null) {
        return new PopCaseResult(one, Outcome.SKIPPED, lacking, since(begin));
      }
      String wrong = attempt(one);
      Outcome outcome = wrong.isEmpty() ? Outcome.OK : Outcome.FAILED;
      return new PopCaseResult(one, outcome, wrong, since(begin));
    } catch (CaseSkipped e) {
      return new PopCaseResult(one, Outcome.SKIPPED, String.valueOf(e.getMessage()), since(begin));
    } catch (PopRefusal e) {
      String wrong = "the Pop does not answer: " + e.getMessage();
      return new PopCaseResult(one, Outcome.FAILED, wrong, since(begin));
    }
  }

  /**
   * Runs a case and cleans up; what was wrong, or nothing.
   *
   * @throws CaseSkipped if the case has found that it cannot be tried, and has left nothing
   */
  private String attempt(PopCase one) {
    PopBench bench = new PopBench(run, one);
    String wrong = "";
    CaseSkipped skipped = null;
    try {
      wrong = problem(() -> one.run(bench));
    } catch (CaseSkipped e) {
      skipped = e;
    }
    String left = problem(bench::cleanUp);
    if (!left.isEmpty()) {
      return (wrong.isEmpty() ? "" : wrong + "; ") + "cleaning up failed: " + left;
    }
    if (skipped != null) {
      throw skipped;
    }
    return wrong;
  }

  private interface Step {
    void run() throws Exception;
  }

  private static String problem(Step step) {
    try {
      step.run();
      return "";
    } catch (CaseSkipped e) {
      throw e;
    } catch (PopRefusal e) {
      return "a call that has to succeed was answered " + e.getMessage();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    } catch (AssertionError | Exception e) {
      return e instanceof AssertionError && e.getMessage() != null ? e.getMessage() : e.toString();
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /**
   * Removes whatever is left of the run, and logs out. A case that is being run fails soon.
   *
   * @throws PopException if something may be left; the message says under which name
   */
  @Override
  public void close() {
    try {
      run.end();
    } catch (PopRefusal | AssertionError e) {
      throw new PopException(
          PopException.Code.UNKNOWN,
          "cannot remove what this run has made on the Pop, named "
              + run.prefix()
              + "...: "
              + e.getMessage()
              + "; delete it by hand",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
