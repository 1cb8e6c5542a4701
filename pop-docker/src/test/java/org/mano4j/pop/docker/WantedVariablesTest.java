package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.model.ContainerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WantedVariablesTest {

  @ParameterizedTest
  @ValueSource(strings = {"A,B", "A B", " A, B ", "A\n\tB,", "B A B A"})
  void namesStandBetweenBlanksOrCommas(String label) {
    assertThat(WantedVariables.remark(started(label, "A=1", "B=")))
        .as("an empty value is a value")
        .isEmpty();
    assertThat(WantedVariables.remark(started(label, "A=1", "PATH=/bin")))
        .isEqualTo("the image wants B, which is not in the metadata");
  }

  @Test
  void allThatAreMissingAreNamed() {
    assertThat(WantedVariables.remark(started("SIPP_REMOTE SIPP_RATE")))
        .isEqualTo("the image wants SIPP_REMOTE, SIPP_RATE, which are not in the metadata");
  }

  @Test
  void anImageThatWantsNothingHasNoRemark() {
    assertThat(WantedVariables.remark(new ContainerConfig())).isEmpty();
    assertThat(WantedVariables.remark(started(""))).isEmpty();
    assertThat(WantedVariables.remark(new ContainerConfig().withLabels(Map.of("a", "b"))))
        .isEmpty();
  }

  private static ContainerConfig started(String label, String... variables) {
    return new ContainerConfig().withLabels(Map.of(Labels.ENVIRONMENT, label)).withEnv(variables);
  }
}
