package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ipv4RangeTest {

  @ParameterizedTest
  @CsvSource({
    "172.16.0.0/16,   172.16.0.0/16,   172.16.0.1,  172.16.255.254",
    "172.16.0.1/16,   172.16.0.0/16,   172.16.0.1,  172.16.255.254",
    "10.0.0.77/30,    10.0.0.76/30,    10.0.0.77,   10.0.0.78",
    "10.0.0.77/31,    10.0.0.76/31,    10.0.0.76,   10.0.0.77",
    "10.0.0.77/32,    10.0.0.77/32,    10.0.0.77,   10.0.0.77",
    "255.255.255.0/24,255.255.255.0/24,255.255.255.1,255.255.255.254",
    "1.2.3.4/0,       0.0.0.0/0,       0.0.0.1,     255.255.255.254",
  })
  void readsAnyPrefixLength(String cidr, String range, String firstHost, String lastHost) {
    Ipv4Range read = Ipv4Range.parse(cidr);

    assertThat(read).hasToString(range);
    assertThat(Ipv4Range.text(read.firstHost())).isEqualTo(firstHost);
    assertThat(Ipv4Range.text(read.lastHost())).isEqualTo(lastHost);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "10.0.0.0",
        "10.0.0.0/",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0/8",
        "fd00::/8",
        "10.0.0.0/8/8",
        "10.0.0.256/8",
        "10.0.0.0 /8",
        "10.0.0.0/08"
      })
  void refusesWhatIsNoSubnet(String text) {
    assertThatThrownBy(() -> Ipv4Range.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not-an-ip",
        "1.2.3",
        "1.2.3.4.5",
        "1.2.3.300",
        "1.2.3.4/16",
        "01.2.3.4",
        "1.2.3.",
        "::ffff:1.2.3.4",
        " 1.2.3.4",
        "+1.2.3.4",
        "1.2.3.\u0664"
      })
  void refusesWhatIsNoAddress(String text) {
    assertThat(Ipv4Range.address(text)).isEmpty();
  }

  @Test
  void containsItsAddressesOnly() {
    Ipv4Range range = Ipv4Range.parse("10.0.1.0/24");

    assertThat(range.contains(Ipv4Range.address("10.0.1.0").orElseThrow())).isTrue();
    assertThat(range.contains(Ipv4Range.address("10.0.1.255").orElseThrow())).isTrue();
    assertThat(range.contains(Ipv4Range.address("10.0.0.255").orElseThrow())).isFalse();
    assertThat(range.contains(Ipv4Range.address("10.0.2.0").orElseThrow())).isFalse();
  }
}
