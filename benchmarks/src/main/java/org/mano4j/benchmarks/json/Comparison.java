package org.mano4j.benchmarks.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Question;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What of one side is compared with what of another. */
enum Comparison {
  /**
   * How fast, against what one would take otherwise. Of each turn counts the time that half of its
   * operations stay below, which is nearly the same while other programs take processors away; of
   * all turns the geometric mean, so that the ratio of two sides is that of their turns side by
   * side, however the machine's speed changes from one to the next.
   */
  SPEED(Side.PUBLISHED, "") {
    @Override
    Question question(Operation operation, Document document) {
      double target = operation == Operation.WRITE ? 4 : document == Document.INSTANTIATE ? 3 : 1.9;
      return Question.atLeast(metric(operation, document), "docs/s", PUBLISHED, target);
    }

    @Override
    double figure(RunResult result) {
      double logs =
          turns(result)
              .mapToDouble(turn -> Math.log(turn.getStatistics().getPercentile(50)))
              .average()
              .orElseThrow();
      return 1e9 / Math.exp(logs);
    }
  },

  /** What it costs to keep unknown properties. */
  KEPT(Side.KNOWN_ONLY, ", unknown kept") {
    @Override
    Question question(Operation operation, Document document) {
      return Question.atLeast(metric(operation, document), "docs/s", "known only", 0.9);
    }

    @Override
    double figure(RunResult result) {
      return SPEED.figure(result);
    }
  },

  /** How much garbage it makes. */
  MEMORY(Side.PUBLISHED, ", allocated") {
    @Override
    Question question(Operation operation, Document document) {
      return Question.reported(metric(operation, document), "KB", PUBLISHED, Better.LOWER);
    }

    @Override
    double figure(RunResult result) {
      return result.getSecondaryResults().get("gc.alloc.rate.norm").getScore() / 1024;
    }
  };

  private static final String PUBLISHED = "published, Gson";

  private final Side reference;
  private final String what;

  Comparison(Side reference, String what) {
    this.reference = reference;
    this.what = what;
  }

  private static Stream<Result<?>> turns(RunResult result) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .map(IterationResult::getPrimaryResult);
  }

  abstract Question question(Operation operation, Document document);

  abstract double figure(RunResult result);

  Side reference() {
    return reference;
  }

  String metric(Operation operation, Document document) {
    return operation.method() + " " + document.name().toLowerCase(Locale.ROOT) + what;
  }

  /** All that is asked of these documents. */
  static List<Question> questions(List<Document> documents) {
    List<Question> questions = new ArrayList<>();
    for (Comparison comparison : values()) {
      for (Operation operation : Operation.values()) {
        for (Document document : documents) {
          questions.add(comparison.question(operation, document));
        }
      }
    }
    return questions;
  }
}
