package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpRangeTest {

  @ParameterizedTest
  @CsvSource({
    "172.16.0.0/16,  172.16.0.0,  172.16.0.1,  172.16.255.254",
    "172.16.0.1/16,  172.16.0.0,  172.16.0.1,  172.16.255.254",
    "10.0.0.7/30,    10.0.0.4,    10.0.0.5,    10.0.0.6",
    "10.0.0.7/31,    10.0.0.6,    10.0.0.6,    10.0.0.7",
    "10.0.0.7/32,    10.0.0.7,    10.0.0.7,    10.0.0.7",
    "0.0.0.0/0,      0.0.0.0,     0.0.0.1,     255.255.255.254",
    "255.0.0.0/8,    255.0.0.0,   255.0.0.1,   255.255.255.254",
    "fd00::5/126,    fd00::4,     fd00::5,     fd00::7",
    "fd00::5/127,    fd00::4,     fd00::4,     fd00::5",
    "fd00::5/128,    fd00::5,     fd00::5,     fd00::5",
    "fd00::/64,      fd00::,      fd00::1,     fd00::ffff:ffff:ffff:ffff",
  })
  void knowsItsHosts(String cidr, String first, String firstHost, String lastHost) {
    IpRange range = IpRange.parse(cidr);

    assertThat(range.first()).hasToString(first);
    assertThat(range.firstHost()).hasToString(firstHost);
    assertThat(range.lastHost()).hasToString(lastHost);
    assertThat(range).hasToString(first + cidr.substring(cidr.indexOf('/')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/16",
        "172.16.0.0",
        "172.16.0.0/",
        "172.16.0.0/33",
        "172.16.0.0/-1",
        "fd00::",
        "172.16.0.0/255.255.0.0",
        "172.16.0/16",
        "172.16.0.0/1x",
        "fd00::/129",
        "fd00::/64/64",
        "*/8",
        "172.16.0.0/16 "
      })
  void whatIsNoSubnetIsRefused(String cidr) {
    assertThatThrownBy(() -> IpRange.parse(cidr))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + cidr + "' is no subnet");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "1.2.3", "1.2.3.4.5", "1.2.3.256", "01.2.3.4", "0x1.2.3.4", "1.2.3.4/8", " 1.2.3.4",
        "1.2.3.4 ", "1.2.3.*", "1-2.3.4.5", "12345", "::1::2", "fe80::1%eth0", "1.2.3.4\n", "::/0",
        "4)+k&C#VzJ4br>0wv%Yp", "localhost"
      })
  void whatIsNoAddressIsNoAddress(String text) {
    assertThat(IpAddress.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "255.255.255.255, 255.255.255.255",
    "0.0.0.0,         0.0.0.0",
    "FD00:0:0::A,     fd00::a",
    "::ffff:1.2.3.4,  ::ffff:102:304",
    "::,              ::",
  })
  void addressesAreWrittenInOneForm(String text, String canonical) {
    assertThat(IpAddress.parse(text).orElseThrow()).hasToString(canonical);
  }

  @Test
  void rangesThatShareAnAddressOverlap() {
    IpRange sixteen = IpRange.parse("172.16.0.0/16");

    assertThat(sixteen.overlaps(IpRange.parse("172.16.255.0/24"))).isTrue();
    assertThat(IpRange.parse("172.16.255.0/24").overlaps(sixteen)).isTrue();
    assertThat(sixteen.overlaps(IpRange.parse("172.17.0.0/16"))).isFalse();
    assertThat(sixteen.overlaps(IpRange.parse("::/0"))).isFalse();
    assertThat(sixteen.contains(IpRange.parse("172.0.0.0/8"))).isFalse();
  }
}
