package org.mano4j.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Metric;
import org.mano4j.benchmarks.harness.SuiteResult;

/** What a person reads: a table for each suite. */
final class BenchText {

  private static final List<String> HEAD =
      List.of("", "ours", "reference", "", "ratio", "of the forks", "target", "");

  private BenchText() {}

  static String of(SuiteResult result) {
    StringBuilder text = new StringBuilder();
    text.append('\n').append(result.name()).append(": ").append(result.question());
    text.append(" (").append(result.seconds()).append(" s)\n");
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    result.metrics().forEach(metric -> rows.add(row(metric)));
    if (rows.size() > 1) {
      text.append(table(rows));
    }
    result
        .skipped()
        .forEach(sentence -> text.append("  not measured: ").append(sentence).append('\n'));
    if (result.failure() != null) {
      text.append("  failed: ").append(result.failure()).append('\n');
    }
    return text.toString();
  }

  /** The last line. */
  static String end(List<SuiteResult> results) {
    List<Metric> judged =
        results.stream()
            .flatMap(result -> result.metrics().stream())
            .filter(metric -> metric.target() != null)
            .toList();
    long missed = judged.stream().filter(metric -> !metric.ok()).count();
    long failed = results.stream().filter(result -> result.failure() != null).count();
    long skipped = results.stream().mapToLong(result -> result.skipped().size()).sum();
    return "\n%d targets, %d missed; %d suites failed; %d not measured; %d s"
        .formatted(
            judged.size(),
            missed,
            failed,
            skipped,
            results.stream().mapToLong(SuiteResult::seconds).sum());
  }

  private static List<String> row(Metric metric) {
    return List.of(
        metric.name(),
        number(metric.ours()) + " " + metric.unit(),
        metric.reference() == null ? "" : number(metric.reference()) + " " + metric.unit(),
        metric.referenceName() == null ? "" : metric.referenceName(),
        ratio(metric.ratio()),
        metric.lowest() == null || metric.forks() == 1
            ? ""
            : ratio(metric.lowest()) + " to " + ratio(metric.highest()),
        metric.target() == null
            ? ""
            : (metric.better() == Better.HIGHER ? ">= " : "<= ") + ratio(metric.target()),
        metric.target() == null ? "" : metric.ok() ? "ok" : "MISSED");
  }

  private static String ratio(@Nullable Double value) {
    return value == null ? "" : String.format(Locale.ROOT, "%.2f", value);
  }

  /** Three digits say all that can be known. */
  private static String number(double value) {
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f", value);
  }

  private static String table(List<List<String>> rows) {
    int[] widths = new int[HEAD.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int column = 0; column < widths.length; column++) {
        boolean left = column == 0 || column == 3 || column == 7;
        line.append(' ')
            .append(
                String.format(
                    (left ? "%-" : "%") + Math.max(1, widths[column]) + "s ", row.get(column)));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
