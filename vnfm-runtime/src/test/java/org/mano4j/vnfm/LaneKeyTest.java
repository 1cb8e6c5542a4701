package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;

class LaneKeyTest {

  @Test
  void isTheSameForTheFirstMessageAndAllThatFollow() {
    LaneKey key = new LaneKey(Messages.NSR, "a");

    assertThat(LaneKey.of(Messages.instantiate("a"))).isEqualTo(key);
    assertThat(LaneKey.of(Messages.instantiate("x").withVnfr(Messages.vnfr("a")))).isEqualTo(key);
    assertThat(LaneKey.of(Messages.generic(Action.MODIFY, "a"))).isEqualTo(key);
    assertThat(LaneKey.of(Messages.startStop(Action.START, "a"))).isEqualTo(key);
    assertThat(LaneKey.of(Messages.scaleOut("a"))).isEqualTo(key);
    assertThat(LaneKey.of(Messages.error("a", "m"))).isEqualTo(key);
  }

  @Test
  void tellsNetworkServicesApart() {
    assertThat(
            LaneKey.of(
                Messages.generic(Action.MODIFY, "a")
                    .withVnfr(Messages.vnfr("a").withParentNsId("nsr-2"))))
        .isNotEqualTo(LaneKey.of(Messages.generic(Action.MODIFY, "a")));
  }
}
