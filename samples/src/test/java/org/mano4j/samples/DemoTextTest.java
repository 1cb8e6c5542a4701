package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTextTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final DemoText text = new DemoText(new PrintWriter(out), new PrintWriter(err));

  @Test
  void whatAServiceIsToldIsShownAsItIs() {
    text.end(with(Map.of("GREETING", "@|red hello|@")));

    assertThat(out.toString()).contains("GREETING=@|red hello|@");
  }

  @Test
  void nothingOfAServiceMovesTheCursor() {
    text.begin("a\u001b[2J\u009b1m\u202eb");
    text.end(with(Map.of("A", "one\ntwo\u001b]0;title\u0007")));
    text.note("vnfmd says:\n  \u001b[31mred");

    assertThat(out.toString())
        .contains("Network service a?[2J?1m?b")
        .contains("A=one?two?]0;title?");
    assertThat(err.toString().lines()).containsExactly("vnfmd says:", "  ?[31mred");
  }

  private static DemoResult with(Map<String, String> metadata) {
    return DemoResult.ok(
        "sipp",
        List.of(),
        List.of(
            new DemoResult.ServerRow(
                "a-1", "RUNNING", "image", Map.of("private", List.of("10.0.0.2")), metadata)));
  }
}
