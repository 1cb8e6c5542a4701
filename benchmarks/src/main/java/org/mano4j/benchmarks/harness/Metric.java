package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * An answer: the medians over all forks.
 *
 * @param ratio median of the forks' own ratios of ours to the reference
 * @param lowest least ratio of a fork
 * @param highest largest ratio of a fork
 * @param ok whether the ratio reaches the target; true if there is none
 * @param forks how many forks were measured
 */
@JsonPropertyOrder({
  "name",
  "ours",
  "reference",
  "referenceName",
  "ratio",
  "target",
  "better",
  "ok"
})
public record Metric(
    String name,
    String unit,
    double ours,
    @Nullable Double reference,
    @Nullable String referenceName,
    @Nullable Double ratio,
    @Nullable Double lowest,
    @Nullable Double highest,
    @Nullable Double target,
    Better better,
    boolean ok,
    int forks) {

  /**
   * Sums up.
   *
   * @param samples one of each fork, at least one
   */
  static Metric of(Question question, List<Sample> samples) {
    double ours = StatUtils.percentile(array(samples, Sample::ours), 50);
    if (question.referenceName() == null) {
      return new Metric(
          question.name(),
          question.unit(),
          ours,
          null,
          null,
          null,
          null,
          null,
          null,
          question.better(),
          true,
          samples.size());
    }
    double[] ratios = array(samples, sample -> sample.ours() / reference(question, sample));
    double ratio = StatUtils.percentile(ratios, 50);
    Double target = question.target();
    return new Metric(
        question.name(),
        question.unit(),
        ours,
        StatUtils.percentile(array(samples, sample -> reference(question, sample)), 50),
        question.referenceName(),
        ratio,
        StatUtils.min(ratios),
        StatUtils.max(ratios),
        target,
        question.better(),
        target == null || question.better().reaches(ratio, target),
        samples.size());
  }

  private static double reference(Question question, Sample sample) {
    Double limit = question.limit();
    Double reference = limit == null ? sample.reference() : limit;
    if (reference == null) {
      throw new IllegalArgumentException("no reference was measured for " + question.name());
    }
    return reference;
  }

  private static double[] array(List<Sample> samples, ToDoubleFunction<Sample> part) {
    return samples.stream().mapToDouble(part).toArray();
  }
}
