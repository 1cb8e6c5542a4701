package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SippStatsTest {

  private static final String LINE =
      "sipp-stats elapsed=2.0 target=50 rate=50.8 created=100 current=1 successful=98 failed=1"
          + " retransmissions=0";

  @Test
  void aLineOfStatisticsIsRead() {
    assertThat(SippStats.ofLine(LINE)).contains(new SippStats(2.0, 100, 98, 1, 50.8));
  }

  @Test
  void theLastWholeLineCounts() {
    String text =
        "hello\n" + LINE + "\n" + LINE.replace("98", "99") + "\nsipp-stats elapsed=3.0 ta";

    assertThat(SippStats.lastOf(text)).map(SippStats::successful).contains(99L);
  }

  @Test
  void otherOutputIsNoStatistics() {
    assertThat(SippStats.lastOf("Resolving remote host '172.16.0.2'... Done.\n")).isEmpty();
  }

  @Test
  void aClientHasMadeCallsWhenOneHasComeToItsEnd() {
    assertThat(SippStats.lastOf(LINE)).map(SippStats::hasCalls).contains(true);
    assertThat(new SippStats(1, 5, 0, 0, 5).hasCalls()).isFalse();
    assertThat(new SippStats(1, 5, 0, 1, 5).hasCalls()).isTrue();
  }
}
