package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {

  @Test
  void everythingCarriesTheVersionThatHasMadeIt() {
    assertThat(new Labels("owner", "pop").common().get(Labels.VERSION)).matches("\\d+\\.\\d+.*");
  }
}
