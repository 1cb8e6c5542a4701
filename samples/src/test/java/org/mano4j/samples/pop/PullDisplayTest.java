package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.PullProgress;

class PullDisplayTest {

  private static final List<PullProgress> DOCKER =
      List.of(
          new PullProgress("", "Pulling from a/app", 0, 0),
          new PullProgress("d7a187109b04", "Pulling fs layer", 0, 0),
          new PullProgress("d7a187109b04", "Downloading", 1 << 20, 4 << 20),
          new PullProgress("fe07c3897e4f", "Downloading", 3 << 20, 4 << 20),
          new PullProgress("d7a187109b04", "Downloading", 4 << 20, 4 << 20),
          new PullProgress("d7a187109b04", "Download complete", 0, 0),
          new PullProgress("d7a187109b04", "Extracting", 1 << 20, 4 << 20),
          new PullProgress("d7a187109b04", "Pull complete", 0, 0),
          new PullProgress("", "Digest: sha256:" + "a1".repeat(32), 0, 0));

  private final StringWriter out = new StringWriter();

  @Test
  void aTerminalShowsOneBarForAllLayersThatNeverGoesBack() {
    show(true, 80);

    assertThat(bars())
        .containsExactly(
            "[                              ]  Pulling from a/app",
            "[                              ]  Pulling fs layer",
            "[#######                       ]  25%  1.0 MiB of 4.0 MiB  Downloading",
            "[###############               ]  50%  4.0 MiB of 8.0 MiB  Downloading",
            "[##########################    ]  87%  7.0 MiB of 8.0 MiB  Downloading",
            "[##########################    ]  87%  7.0 MiB of 8.0 MiB  Download complete",
            "[##########################    ]  87%  7.0 MiB of 8.0 MiB  Extracting",
            "[##########################    ]  87%  7.0 MiB of 8.0 MiB  Pull complete",
            "[##########################    ]  87%  7.0 MiB of 8.0 MiB  Digest: sha256:a1a1a",
            "");
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 40, 60, 80, 200})
  void aBarStaysOnItsLine(int columns) {
    show(true, columns);

    assertThat(out.toString()).doesNotContain("\n");
    assertThat(bars()).allMatch(bar -> bar.length() < columns);
    assertThat(bars()).anyMatch(bar -> bar.contains("#####"));
  }

  @Test
  void elsewhereEachStepOfALayerIsALine() {
    show(false, 80);

    assertThat(out.toString().lines())
        .containsExactly(
            "Pulling from a/app",
            "d7a187109b04: Pulling fs layer",
            "d7a187109b04: Downloading",
            "fe07c3897e4f: Downloading",
            "d7a187109b04: Download complete",
            "d7a187109b04: Extracting",
            "d7a187109b04: Pull complete",
            "Digest: sha256:" + "a1".repeat(32));
  }

  @Test
  void whatAPlatformSaysDoesNotMoveTheCursor() {
    try (PullDisplay display = new PullDisplay(new PrintWriter(out), true, 80)) {
      display.show(new PullProgress("", "\u001b[2J\nboo", 0, 0));
    }

    assertThat(bars().get(0)).endsWith("]  ?[2J?boo");
  }

  private void show(boolean terminal, int columns) {
    try (PullDisplay display = new PullDisplay(new PrintWriter(out), terminal, columns)) {
      DOCKER.forEach(display::show);
    }
  }

  /** What was to be seen, one after the other. */
  private List<String> bars() {
    return Stream.of(out.toString().split("\r\u001b\\[K", -1)).skip(1).toList();
  }
}
