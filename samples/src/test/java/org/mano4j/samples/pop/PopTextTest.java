package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopCredentials;

class PopTextTest {

  private final StringWriter text = new StringWriter();
  private final PrintWriter out = new PrintWriter(text);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2017-02-21T16:28:41Z | Feb 21, 2017 4:28:41 PM
          2017-03-03T12:02:32Z | Mar 3, 2017 12:2:32 PM
          2016-12-27T00:00:09Z | Dec 27, 2016 12:0:9 AM
          2026-09-01T11:59:00Z | Sep 1, 2026 11:59:0 AM
          """)
  void datesAreThoseOfTheFirstPop(Instant instant, String expected) {
    assertThat(Dates.text(instant, ZoneOffset.UTC)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"0,0 B", "1023,1023 B", "1536,1.5 KiB", "1073741824,1.0 GiB"})
  void bytesAreForPeople(long bytes, String expected) {
    assertThat(Amounts.bytes(bytes)).isEqualTo(expected);
  }

  @Test
  void yamlQuotesTextThatIsNoText() {
    YamlText.write(
        Map.of("a", "true", "b", "", "c", "12", "d", "1:2", "e", List.of(), "f", "é\n"),
        false,
        out);

    assertThat(text.toString())
        .isEqualTo("a: \"true\"\nb: \"\"\nc: \"12\"\nd: \"1:2\"\ne: []\nf: |\n  é\n");
  }

  @Test
  void aListThatStandsTwiceIsWrittenTwice() {
    List<String> same = List.of("x");

    YamlText.write(Map.of("a", same, "b", same), false, out);

    assertThat(text.toString()).isEqualTo("a:\n- x\nb:\n- x\n");
  }

  @Test
  void aTableMovesNoCursor() {
    new Table<String>().column("A", value -> value).print(List.of("x\u001b[2Jy\nz", ""), out);
    out.flush();

    assertThat(text.toString().lines()).containsExactly("A", "x?[2Jy?z", "-");
  }

  @Test
  void passwordsMayHoldColons() {
    assertThat(Auth.parse("me:a:b,c")).isEqualTo(new PopCredentials("me", "a:b,c"));
  }
}
