package org.mano4j.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricTest {

  private static final Question CALLS = Question.atLeast("calls", "calls/s", "a bare stub", 0.8);

  @Test
  void theRatioIsTheMedianOfTheForksAndNotTheRatioOfTheMedians() {
    Metric metric =
        Metric.of(
            CALLS,
            List.of(
                Sample.of("calls", 90, 100),
                Sample.of("calls", 10, 20),
                Sample.of("calls", 50, 50)));

    assertThat(metric.ratio()).isEqualTo(0.9);
    assertThat(metric.ours()).isEqualTo(50);
    assertThat(metric.reference()).isEqualTo(50);
    assertThat(metric.lowest()).isEqualTo(0.5);
    assertThat(metric.highest()).isEqualTo(1);
    assertThat(metric.ok()).isTrue();
  }

  @Test
  void missesATargetInTheDirectionThatIsWorse() {
    Question added = Question.noMoreThan("added", "µs", 50);

    assertThat(Metric.of(CALLS, List.of(Sample.of("calls", 79, 100))).ok()).isFalse();
    assertThat(Metric.of(added, List.of(Sample.of("added", 51))).ok()).isFalse();
    assertThat(Metric.of(added, List.of(Sample.of("added", -3))).ok()).isTrue();
    assertThat(Metric.of(added, List.of(Sample.of("added", 25))).ratio()).isEqualTo(0.5);
  }

  @Test
  void isWrittenWithTheNamesThatReadersKnow() {
    JsonNode json =
        new ObjectMapper().valueToTree(Metric.of(CALLS, List.of(Sample.of("calls", 90, 100))));

    assertThat(json.properties())
        .extracting(field -> field.getKey())
        .startsWith(
            "name", "ours", "reference", "referenceName", "ratio", "target", "better", "ok");
    assertThat(json.path("better").asText()).isEqualTo("higher");
  }

  @Test
  void aComparisonWithoutAReferenceIsAMistake() {
    assertThatThrownBy(() -> Metric.of(CALLS, List.of(Sample.of("calls", 1))))
        .hasMessageContaining("no reference was measured for calls");
  }
}
