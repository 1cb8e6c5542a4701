package org.mano4j.samples.pop;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.testkit.pop.PopCase;
import org.mano4j.testkit.pop.PopCaseResult;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;
import org.mano4j.testkit.pop.PopContract;

/** Tries cases one after the other, and prints a line for each. */
final class PopCheck {

  private final PopContract contract;
  private final PrintWriter out;
  private final PrintWriter err;
  private volatile boolean interrupted;

  PopCheck(PopContract contract, PrintWriter out, PrintWriter err) {
    this.contract = contract;
    this.out = out;
    this.err = err;
  }

  /** Whether no case has failed and everything was removed. */
  boolean run(List<PopCase> cases, @Nullable Path junit) throws IOException {
    Thread hook = new Thread(this::interrupt, "clean-up");
    Runtime.getRuntime().addShutdownHook(hook);
    List<PopCaseResult> results = new ArrayList<>();
    boolean clean;
    try {
      if (contract.isFirstGeneration()) {
        err.println("this is a first-generation Pop: cases about additions are skipped");
        err.flush();
      }
      for (PopCase one : cases) {
        if (interrupted) {
          return false;
        }
        PopCaseResult result = contract.run(one);
        if (!interrupted) {
          results.add(result);
          print(result);
        }
      }
    } finally {
      clean = interrupted || cleanUp();
      leave(hook);
    }
    summary(results);
    if (junit != null) {
      JUnitXml.write(junit, "pop-check", results);
    }
    return clean && results.stream().noneMatch(result -> result.outcome() == Outcome.FAILED);
  }

  private void print(PopCaseResult result) {
    String word =
        switch (result.outcome()) {
          case OK -> "ok";
          case FAILED -> "FAILED";
          case SKIPPED -> "skipped";
        };
    String detail = result.detail().replaceAll("\\s*\\R\\s*", " ");
    out.printf(
        "%-7s  %-14s  %s%s%n",
        word,
        result.ofCase().id(),
        result.ofCase().sentence(),
        detail.isEmpty() ? "" : ": " + detail);
    out.flush();
  }

  private void summary(List<PopCaseResult> results) {
    List<String> failed =
        results.stream()
            .filter(result -> result.outcome() == Outcome.FAILED)
            .map(result -> result.ofCase().id())
            .toList();
    long skipped = results.stream().filter(result -> result.outcome() == Outcome.SKIPPED).count();
    Duration time = results.stream().map(PopCaseResult::time).reduce(Duration.ZERO, Duration::plus);
    out.printf(
        Locale.ROOT,
        "%d %s in %.1f s: %d ok, %d skipped, %d failed%s%n",
        results.size(),
        results.size() == 1 ? "case" : "cases",
        time.toMillis() / 1000.0,
        results.size() - failed.size() - skipped,
        skipped,
        failed.size(),
        failed.isEmpty() ? "" : ": " + String.join(", ", failed));
    out.flush();
  }

  private boolean cleanUp() {
    try {
      contract.close();
      return true;
    } catch (PopException e) {
      Failures.tell(e.getMessage(), out, err);
      return false;
    }
  }

  /** The process is told to end. */
  private void interrupt() {
    interrupted = true;
    if (cleanUp()) {
      err.println("interrupted; what was made on the Pop is removed");
      err.flush();
    }
  }

  private void leave(Thread hook) {
    if (!interrupted) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process has just been told to end, and the hook finds nothing left to remove.
      }
    }
  }
}
