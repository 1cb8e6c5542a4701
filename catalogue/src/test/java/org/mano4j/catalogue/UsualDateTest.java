package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsualDateTest {

  private static final LocalDateTime BEGIN = LocalDateTime.of(1999, 12, 28, 23, 59, 58);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MMM d, uuuu h:mm:ss a",
        "MMM d, uuuu, h:mm:ss a",
        "MMM d, uuuu, h:mm:ss\u202fa",
        "uuuu-MM-dd'T'HH:mm:ss'Z'"
      })
  void readsWhatAFormatterWrites(String pattern) {
    DateTimeFormatter form = DateTimeFormatter.ofPattern(pattern, Locale.US);
    for (int i = 0; i < 3000; i++) {
      LocalDateTime date = BEGIN.plusDays(i).plusSeconds(4001L * i);

      assertThat(UsualDate.iso(form.format(date)))
          .isEqualTo(date.toInstant(ZoneOffset.UTC).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Nov",
        "Nov 21, 2026",
        "Nov 21, 2026 0:18:32 AM",
        "Nov 21, 2026 13:18:32 AM",
        "Nov 31, 2026 1:18:32 AM",
        "Feb 29, 2026 1:18:32 AM",
        "Nov 0, 2026 1:18:32 AM",
        "Nov 21, 2026 1:60:32 AM",
        "Nov 21, 2026 1:18:32 XM",
        "Nov 21, 2026 1:18:32 A",
        "Nov 21, 2026 1:18:32 AM ",
        "Nob 21, 2026 1:18:32 AM",
        "2026-13-01T00:00:00Z",
        "2026-02-29T00:00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01 00:00:00Z",
        "2026-01-0aT00:00:00Z"
      })
  void leavesEverythingElseToThose(String text) {
    assertThat(UsualDate.iso(text)).isNull();
  }

  @Test
  void readsNothingThatAFormatterReadsOtherwise() {
    List<String> dates =
        List.of(
            "Feb 28, 2026, 12:18:32 PM", "Feb 29, 2024 1:02:03\u202fAM", "2026-02-28T23:59:59Z");
    String characters = "0123456789-:,+TZAPMa \u202f\u0661";
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text = new StringBuilder(dates.get(random.nextInt(dates.size())));
      for (int changes = random.nextInt(3); changes >= 0; changes--) {
        char other = characters.charAt(random.nextInt(characters.length()));
        text.setCharAt(random.nextInt(text.length()), other);
      }
      String iso = UsualDate.iso(text.toString());
      if (iso != null) {
        assertThat(new WireDate(text.toString()).instant())
            .as("seed %d: '%s'", seed, text)
            .contains(Instant.parse(iso));
      }
    }
  }
}
