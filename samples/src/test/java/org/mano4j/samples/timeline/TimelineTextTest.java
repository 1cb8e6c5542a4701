package org.mano4j.samples.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help.Ansi;

class TimelineTextTest {

  @Test
  void eachPhaseHasItsLetterWhereItsTimeIsAndAsLongAsItTook() {
    assertThat(lines(1000, "srv-1", 57))
        .containsExactly(
            "Where the time went: g grant, c create, r ready",
            "",
            "launch   |0                  |500                |1000 ms",
            "srv      gggggggg 200 ms",
            "  srv-1          cccccccc............rrrr 800 ms");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.04, 1, 7, 99.9, 1000, 61_234, 1e7})
  void everyLineFitsTheTerminalHoweverLongItTook(double millis) {
    assertThat(lines(millis, "a-name-that-is-much-longer-than-a-terminal-is-wide-1234567", 80))
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
        .anySatisfy(line -> assertThat(line).contains("1234567"));
  }

  @Test
  void namesOfOthersCannotMoveTheCursor() {
    assertThat(String.join("", lines(10, "a\u001b[2Jb\nc", 80)))
        .matches("[\\x20-\\x7e]*")
        .contains("a?[2Jb?c");
  }

  @Test
  void nothingWasSeenNothingIsShown() {
    assertThat(new TimelineText(Timeline.NONE, 80, Ansi.OFF).lines()).isEmpty();
  }

  @Test
  void theNamesOfAllPhasesFitTheTerminal() {
    List<Timeline.Span> all =
        Stream.of(Phase.values()).map(phase -> new Timeline.Span(phase, 1, 1)).toList();
    Timeline timeline =
        new Timeline(
            List.of(
                new Timeline.Step("launch", 9, List.of(new Timeline.Vnfr("v", all, List.of())))));

    assertThat(new TimelineText(timeline, 80, Ansi.OFF).lines())
        .startsWith(
            "Where the time went: g grant, a allocate, c create, m metadata, e engine create",
            "s engine start, r ready")
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
  }

  private static List<String> lines(double millis, String vnfc, int width) {
    Timeline timeline =
        new Timeline(
            List.of(
                new Timeline.Step(
                    "launch",
                    millis,
                    List.of(
                        new Timeline.Vnfr(
                            "srv",
                            List.of(new Timeline.Span(Phase.GRANT, 0, millis / 5)),
                            List.of(
                                new Timeline.Vnfc(
                                    vnfc,
                                    List.of(
                                        new Timeline.Span(Phase.CREATE, millis / 5, millis / 5),
                                        new Timeline.Span(
                                            Phase.READY, millis * 0.7, millis / 10)))))))));
    return new TimelineText(timeline, width, Ansi.OFF).lines();
  }
}
