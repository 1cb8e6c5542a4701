package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a suite found.
 *
 * @param skipped what could not be measured here, and what it takes; each a sentence
 * @param failure why it ended before its time; null if it did not
 * @param seconds how long it took
 */
public record SuiteResult(
    String name,
    String question,
    List<Metric> metrics,
    List<String> skipped,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String failure,
    long seconds) {

  /** Copies the lists. */
  public SuiteResult {
    metrics = List.copyOf(metrics);
    skipped = List.copyOf(skipped);
  }

  /** Whether it was measured to its end, and no target was missed. */
  @JsonIgnore
  public boolean isWell() {
    return failure == null && metrics.stream().allMatch(Metric::ok);
  }
}
