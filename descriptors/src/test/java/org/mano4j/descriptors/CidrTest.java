package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.0.0.0/8, 10.0.0.0, 10.255.255.255, 16777214",
    "172.16.3.1/16, 172.16.0.0/16, 172.16.0.0, 172.16.255.255, 65534",
    "192.168.1.4/30, 192.168.1.4/30, 192.168.1.4, 192.168.1.7, 2",
    "192.168.1.4/31, 192.168.1.4/31, 192.168.1.4, 192.168.1.5, 0",
    "255.255.255.255/32, 255.255.255.255/32, 255.255.255.255, 255.255.255.255, 0",
    "0.0.0.0/0, 0.0.0.0/0, 0.0.0.0, 255.255.255.255, 4294967294"
  })
  void readsARange(String text, String range, String first, String last, long hosts) {
    Cidr cidr = Cidr.of(text).orElseThrow();

    assertThat(cidr.text()).isEqualTo(range);
    assertThat(Cidr.text(cidr.first())).isEqualTo(first);
    assertThat(Cidr.text(cidr.last())).isEqualTo(last);
    assertThat(cidr.hosts()).isEqualTo(hosts);
    assertThat(cidr.hasHostBits()).isEqualTo(!text.equals(range));
    assertThat(cidr.contains(cidr.last())).isTrue();
    assertThat(cidr.contains(cidr.last() + 1)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "*",
        "10",
        "10.0",
        "10.0.0.0",
        "10.0.0.0/",
        "/8",
        "10.0.0.0/33",
        "10.0.0.0/-1",
        "10.0.0.0/08x",
        "10.0.0.*/8",
        "10.0.0.0-9/24",
        "10.0.0.256/8",
        "010.0.0.0/8",
        "0xa.0.0.0/8",
        "10.0.0.0/255.0.0.0",
        "10.0.0.0.0/8",
        "fd00::/8",
        "localhost/8",
        "10.0.0.0/8/8"
      })
  void readsNothingElse(String text) {
    assertThat(Cidr.of(text)).isEmpty();
  }

  @Test
  void tellsAddressesFromOtherTexts() {
    assertThat(Cidr.ipv4("10.1.2.3")).contains(0x0a010203L);
    assertThat(Cidr.ipv4("10.1.2.3/8")).isEmpty();
    assertThat(Cidr.ipv4("fd00::1")).isEmpty();
    assertThat(Cidr.isAddress("fd00::1")).isTrue();
    assertThat(Cidr.isAddress("example.org")).isFalse();
    assertThat(Cidr.isIpv6("fd00::/8")).isTrue();
    assertThat(Cidr.isIpv6("10.0.0.0/8")).isFalse();
  }

  @Test
  void seesOverlaps() {
    Cidr wide = Cidr.of("10.0.0.0/8").orElseThrow();
    Cidr within = Cidr.of("10.9.0.0/16").orElseThrow();
    Cidr beside = Cidr.of("11.0.0.0/8").orElseThrow();

    assertThat(wide.overlaps(within)).isTrue();
    assertThat(within.overlaps(wide)).isTrue();
    assertThat(wide.overlaps(beside)).isFalse();
    assertThat(beside.overlaps(wide)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void survivesAnyText(long seed) {
    String characters = "0123456789abcdefx.:/-*_%?[] \u00e9";
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        text.append(characters.charAt(random.nextInt(characters.length())));
      }
      assertThatCode(
              () -> {
                Cidr.of(text.toString());
                Cidr.ipv4(text.toString());
                Cidr.isIpv6(text.toString());
                Cidr.isAddress(text.toString());
              })
          .as("seed %d: '%s'", seed, text)
          .doesNotThrowAnyException();
    }
  }
}
