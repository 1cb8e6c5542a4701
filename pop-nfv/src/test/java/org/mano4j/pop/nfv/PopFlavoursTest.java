package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.server.PopServer;

/** The flavour that a VNFM tells in user data, as MgmtVnfm does with that of every record. */
class PopFlavoursTest {

  private static final String SMALL = new LaunchData("m1.small", Map.of()).toUserData();

  private static String launchedFlavour(Flavour... flavours) {
    try (PopServer server =
        PopServer.builder(Pops.backend())
            .user("admin", "secret")
            .bcryptCost(4)
            .flavours(List.of(flavours))
            .build()) {
      server.start();
      PopVimDriver driver = PopVimDriver.create();
      try {
        return String.valueOf(
            driver
                .launchInstanceAndWait(
                    Pops.vim("vim-1", server), Pops.launch("web-1").withUserData(SMALL))
                .flavor()
                .extId());
      } finally {
        driver.detached();
      }
    }
  }

  private static Flavour flavour(String id, String name) {
    return new Flavour(id, name);
  }

  @Test
  void isTakenByItsName() {
    assertThat(launchedFlavour(flavour("f1", "m1.small"))).isEqualTo("f1");
  }

  @Test
  void isRefusedByAPopThatHasOthers() {
    assertThatThrownBy(() -> launchedFlavour(flavour("f1", "m1.tiny")))
        .hasMessageContaining("m1.small")
        .hasMessageContaining("m1.tiny");
  }

  @Test
  void meansNoLimitsOnAPopWithoutFlavours() {
    assertThat(launchedFlavour()).isEqualTo(Flavour.UNLIMITED.id());
  }
}
