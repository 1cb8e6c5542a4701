package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.vim.Server;

/** Bytes that are not UTF-8. */
class HostileEncodingTest {

  private static final List<Class<?>> READ_AS =
      List.of(Server.class, OrVnfmMessage.class, VnfmOrMessage.class);

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "UTF-32LE", "UTF-32BE"})
  void areRefusedIfTheyAreUtf16OrUtf32(String charset) {
    for (String mark : List.of("", "\ufeff")) {
      for (String json : List.of("{\"action\":\"START\"}", "{}", "7", "\"\u00fc\u20ac\"")) {
        byte[] bytes = (mark + json).getBytes(Charset.forName(charset));
        for (Class<?> type : READ_AS) {
          CatalogueException e = Refusals.of(bytes, type).orElseThrow();

          Refusals.assertClear(e);
          assertThat(e).hasMessageContaining("it is UTF-16 or UTF-32; send UTF-8");
        }
      }
    }
  }

  /** As they stand in a text: each begins after the second letter of the second line. */
  @ParameterizedTest
  @CsvSource({
    "fc, Latin-1",
    "80, a continuation of nothing",
    "c0 80, an overlong zero",
    "c0 a2, an overlong quote",
    "c1 bf, overlong",
    "e0 80 a2, an overlong quote of three bytes",
    "f0 80 80 a2, an overlong quote of four bytes",
    "ed a0 80, half a surrogate pair",
    "ed a0 bd ed b8 80, a surrogate pair of three bytes each",
    "f4 90 80 80, beyond the last character",
    "f5 80 80 80, beyond the last character",
    "c3, a sequence without its end",
    "e2 82, a sequence without its end",
    "f0 9f 98, a sequence without its end",
    "ff, no byte of UTF-8",
    "fe, no byte of UTF-8"
  })
  void areRefusedWhereTheyAreNotUtf8(String hex, String why) {
    byte[] wrong = HexFormat.ofDelimiter(" ").parseHex(hex);
    for (String after : List.of("\",\"action\":\"START\"}", "")) {
      for (Class<?> type : READ_AS) {
        byte[] json = join("{\"a\":\n\"\u00fc".getBytes(StandardCharsets.UTF_8), wrong, after);
        CatalogueException e = Refusals.of(json, type).orElseThrow();

        Refusals.assertClear(e);
        assertThat(e).as(why).hasMessageContaining("it is not UTF-8; send UTF-8");
        assertThat(e.line()).hasValue(2);
        assertThat(e.column()).hasValue(3);
      }
    }
  }

  @Test
  void areRefusedWhereverTheyAre() {
    byte[] sample = Samples.bytes("json/key.full.json");
    for (int i = 0; i <= sample.length; i++) {
      ByteArrayOutputStream wrong = new ByteArrayOutputStream();
      wrong.write(sample, 0, i);
      wrong.write(0xFF);
      wrong.write(sample, i, sample.length - i);

      assertThat(Refusals.of(wrong.toByteArray(), CatalogueTypes.named("Key")).orElseThrow())
          .hasMessageContaining("it is not UTF-8");
    }
  }

  @Test
  void areRefusedBehindWhatIsReadAtOnce() {
    for (int length : new int[] {4094, 4095, 4096, 8191, 8192, 70_000}) {
      byte[] json =
          join(
              ("{\"a\":\"" + "\u00fc".repeat(length)).getBytes(StandardCharsets.UTF_8),
              new byte[] {(byte) 0xC3},
              "\"}");
      CatalogueException e = Refusals.of(json, Server.class).orElseThrow();

      assertThat(e.column()).hasValue(7 + length);
    }
  }

  @Test
  void areReadIfTheyAreUtf8OfAnyLength() {
    String text = "\u00fc\u20ac\ud83d\ude00x".repeat(5000);

    for (int shift = 0; shift < 8; shift++) {
      byte[] json =
          ("{\"" + "a".repeat(shift) + "\":\"" + text + "\"}").getBytes(StandardCharsets.UTF_8);
      assertThat(Samples.tree(CatalogueJson.write(CatalogueTypes.read(json, Server.class))))
          .isEqualTo(Normalisations.of(Samples.tree(json), Server.class));
    }
  }

  @Test
  void ofATextAreThoseOfItsCharacters() {
    String json = "{\"name\":\"\u00fc\u20ac\ud83d\ude00\"}";

    assertThat(CatalogueJson.read(json, Server.class).name()).isEqualTo("\u00fc\u20ac\ud83d\ude00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "\ud83d\ud83d\ude00"})
  void ofATextAreNoneWhereHalfASurrogatePairIs(String half) {
    assertThatThrownBy(() -> CatalogueJson.read("{\"a\":\n\"x" + half + "\"}", Server.class))
        .isInstanceOfSatisfying(CatalogueException.class, Refusals::assertClear)
        .hasMessageContaining("half a surrogate pair")
        .hasMessageEndingWith("(line 2, column 3)");
  }

  @Test
  void areRefusedIfAZeroIsAmongThem() {
    for (String json : List.of("{\"a\u0000\":1}", "{\"a\":\"x\u0000\"}", "{}\u0000")) {
      Refusals.assertClear(Refusals.of(json, Server.class).orElseThrow());
    }
  }

  private static byte[] join(byte[] before, byte[] middle, String after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before);
    bytes.writeBytes(middle);
    bytes.writeBytes(after.getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
