package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchDataTest {

  @Test
  void isTheSameAfterItsWayThroughUserData() {
    LaunchData data = new LaunchData("small", Map.of("A", "#Hostname=x \"quoted\"\nline"));

    assertThat(LaunchData.parse(data.toUserData())).contains(data);
  }

  @Test
  void givesAnNfvoNothingToReplace() {
    String text = new LaunchData("", Map.of("A", "#Hostname=")).toUserData();

    assertThat(text).startsWith("#mano4j\n").doesNotContain("#Hostname=");
  }

  @Test
  void leavesTheScriptsOfOthersAlone() {
    assertThat(LaunchData.parse("#!/bin/sh\n{}")).isEmpty();
    assertThat(LaunchData.parse("")).isEmpty();
    assertThat(LaunchData.parse("#mano4j-like")).isEmpty();
  }

  @Test
  void readsAMarkAloneAsNothingToTell() {
    assertThat(LaunchData.parse("#mano4j\r\n")).contains(LaunchData.NONE);
  }

  @Test
  void refusesWhatIsMarkedAndWrong() {
    assertThatThrownBy(() -> LaunchData.parse("#mano4j\n[]")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> LaunchData.parse("#mano4j\n{")).hasMessageContaining("JSON object");
    assertThatThrownBy(() -> LaunchData.parse("#mano4j\n{\"flavor\":\"x\"}"))
        .hasMessageContaining("unknown keys [flavor]");
    assertThatThrownBy(() -> LaunchData.parse("#mano4j\n{\"metadata\":{\"A\":1}}"))
        .hasMessageContaining("metadata must be text");
  }

  @Test
  void showsNoValues() {
    assertThat(new LaunchData("", Map.of("PASSWORD", "geheim")))
        .hasToString("LaunchData[flavour=, metadata=[PASSWORD]]");
  }
}
