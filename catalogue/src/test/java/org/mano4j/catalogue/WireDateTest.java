package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.vim.Server;

class WireDateTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Feb 21, 2017 4:28:41 PM", // Java 8
        "Feb 21, 2017, 4:28:41 PM", // Java 9 to 19
        "Feb 21, 2017, 4:28:41\u202fPM", // Java 20 and later
        "Feb 21, 2017 4:28:41 pm",
        "feb 21, 2017 04:28:41 PM",
        "2017-02-21T16:28:41Z",
        "2017-02-21T16:28:41.000Z",
        "2017-02-21T16:28:41.7Z",
        "2017-02-21T16:28:41.123456789Z",
        "2017-02-21T17:28:41+01:00",
        "2017-02-21T17:28:41+0100",
        "2017-02-21T17:28:41+01",
        "2017-02-21T17:28:41.25+01:00",
        "2017-02-21T16:28:41",
        "2017-02-21T16:28:41.5",
        " 2017-02-21T16:28:41Z ",
      })
  void readsEveryFormOfTheWireAndWritesTheOneThatAllPeersTake(String text) {
    assertThat(WireDate.read(text).text()).isEqualTo("2017-02-21T16:28:41Z");
  }

  @Test
  void readsTheShortDigitsOfTheGoSdk() {
    assertThat(WireDate.read("Jan 2, 2006 4:5:9 PM").text()).isEqualTo("2006-01-02T16:05:09Z");
  }

  @Test
  void readsMidnightAsTheRecordedOrchestratorWritesIt() {
    assertThat(WireDate.read("Nov 21, 2026 12:18:32 AM").text()).isEqualTo("2026-11-21T00:18:32Z");
  }

  @Test
  void readsADateAloneAsItsFirstSecond() {
    assertThat(WireDate.read("2017-02-21").text()).isEqualTo("2017-02-21T00:00:00Z");
  }

  @Test
  void readsMinutesWithoutSeconds() {
    assertThat(WireDate.read("2017-02-21T16:28Z").text()).isEqualTo("2017-02-21T16:28:00Z");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "yesterday", "1487694521", "2017-13-45T00:00:00Z", "21.02.2017 16:28"})
  void keepsATextThatIsNoDate(String text) {
    WireDate date = WireDate.read(text);

    assertThat(date.text()).isEqualTo(text);
    assertThat(date.instant()).isEmpty();
  }

  @Test
  void givesTheInstant() {
    assertThat(WireDate.read("Feb 21, 2017 4:28:41 PM").instant())
        .contains(Instant.parse("2017-02-21T16:28:41Z"));
  }

  @Test
  void cutsAnInstantToTheSecond() {
    assertThat(WireDate.of(Instant.parse("2017-02-21T16:28:41.999Z")).text())
        .isEqualTo("2017-02-21T16:28:41Z");
  }

  @Test
  void doesNotLoseAMessageOverADateThatIsANumber() {
    Server server = CatalogueJson.read("{\"created\":1487694521000}", Server.class);

    assertThat(server.created()).isEqualTo(new WireDate("1487694521000"));
  }

  @Test
  void refusesADateThatIsAnObject() {
    assertThatThrownBy(() -> CatalogueJson.read("{\"created\":{}}", Server.class))
        .isInstanceOf(CatalogueException.class)
        .hasMessageContaining("/created");
  }
}
