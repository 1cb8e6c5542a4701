package org.mano4j.benchmarks.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.benchmarks.vnfm.Lifecycle.Kind;
import org.mano4j.catalogue.message.MessageJson;

class LifecycleTest {

  private static final int VNFRS = 10;

  private final Lifecycle lifecycle = new Lifecycle(VNFRS);

  LifecycleTest() throws IOException {}

  @Test
  void eachVnfrGoesThroughItsLife() {
    for (int vnfr = 0; vnfr < VNFRS; vnfr++) {
      List<String> said = new ArrayList<>();
      for (int turn = 0; turn < 4; turn++) {
        byte[] request = lifecycle.request(turn * VNFRS + vnfr);
        assertThat(Lifecycle.vnfr(request)).isEqualTo(vnfr);
        said.add(MessageJson.readOrVnfm(request).action().text());
      }
      int first = said.indexOf("INSTANTIATE");
      said.addAll(said.subList(0, first));
      assertThat(said.subList(first, first + 4))
          .containsExactly("INSTANTIATE", "MODIFY", "START", "RELEASE_RESOURCES");
    }
  }

  @Test
  void aQuarterIsAtEachPointOfItsLife() {
    assertThat(List.of(0, 1, 2, 3))
        .extracting(number -> MessageJson.readOrVnfm(lifecycle.request(number)).action().text())
        .containsExactly("INSTANTIATE", "MODIFY", "START", "RELEASE_RESOURCES");
  }

  @Test
  void theAnswersOfAnNfvoAreAboutTheirVnfr() {
    assertThat(Lifecycle.vnfr(lifecycle.message(Kind.GRANT_OPERATION, 7))).isEqualTo(7);
    assertThat(Lifecycle.vnfr(lifecycle.message(Kind.ALLOCATE_RESOURCES, 7))).isEqualTo(7);
  }

  @Test
  void aMessageAboutNoServiceIsRefused() {
    byte[] other = "{\"action\":\"GRANT_OPERATION\"}".getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> Lifecycle.vnfr(other)).hasMessageContaining("GRANT_OPERATION");
  }
}
