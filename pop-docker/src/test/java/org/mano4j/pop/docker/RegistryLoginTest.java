package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryLoginTest {

  @Test
  void thePasswordIsNeverShown() {
    assertThat(new RegistryLogin("localhost:5000", "puller", "geheim"))
        .hasToString("RegistryLogin[registry=localhost:5000, username=puller]");
  }

  @Test
  void theOldNameOfDockersRegistryIsItsName() {
    assertThat(new RegistryLogin("index.docker.io", "u", "p").registry()).isEqualTo("docker.io");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "https://r.example.org", "r.example.org/v2/", "nohost", "a b"})
  void aRegistryIsWhatStandsInAnImagesName(String registry) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RegistryLogin(registry, "u", "p"))
        .withMessageContaining("registry '" + registry + "'")
        .withMessageContaining("HOST:PORT");
  }
}
