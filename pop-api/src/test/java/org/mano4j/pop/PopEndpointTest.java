package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PopEndpointTest {

  @ParameterizedTest
  @CsvSource({
    "localhost:60000, localhost, 60000",
    "pop.example.org:1234, pop.example.org, 1234",
    "pop.example.org, pop.example.org, 60000",
    "http://pop.example.org:1234, pop.example.org, 1234",
    "http://pop.example.org, pop.example.org, 60000",
    "HTTP://pop.example.org/, pop.example.org, 60000",
    "' 10.0.0.1:5 ', 10.0.0.1, 5",
    "[::1]:70, ::1, 70",
    "http://[fd00::2], fd00::2, 60000",
  })
  void readsHostAndPort(String text, String host, int port) {
    PopEndpoint endpoint = PopEndpoint.parse(text);

    assertThat(endpoint.host()).isEqualTo(host);
    assertThat(endpoint.port()).isEqualTo(port);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        ":60000",
        "http://",
        "http://:60000",
        "host:",
        "host:0",
        "host:65536",
        "host:-1",
        "host:+1",
        "host:x",
        "host:123456",
        "ftp://host",
        "host:1/path",
        "a b:1",
        "::1",
        "[::1",
        "[::1]70",
        "[]:1",
        "user@host:1"
      })
  void refusesWhatNamesNoPop(String text) {
    assertThatThrownBy(() -> PopEndpoint.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void doesNotRepeatWhatMayBeAPassword() {
    assertThatThrownBy(() -> PopEndpoint.parse("admin:hunter2@host:1"))
        .hasMessageContaining("host:1")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:60000", "[fd00::2]:80"})
  void writesWhatItReads(String text) {
    assertThat(PopEndpoint.parse(text)).hasToString(text).isEqualTo(PopEndpoint.parse(text));
  }

  @Test
  void differsByHostAndByPort() {
    assertThat(PopEndpoint.of("a", 1))
        .isNotEqualTo(PopEndpoint.of("b", 1))
        .isNotEqualTo(PopEndpoint.of("a", 2))
        .hasSameHashCodeAs(PopEndpoint.of("a", 1));
  }
}
