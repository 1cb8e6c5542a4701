package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobTest {

  @Test
  void readsSignedNumbers() {
    assertThat(CatalogueJson.read("[35,33,-61,-68]", Blob.class).toText()).isEqualTo("#!ü");
  }

  @Test
  void readsTheBase64OfThePluginProtocol() {
    assertThat(CatalogueJson.read("\"IyEK\"", Blob.class)).isEqualTo(Blob.of("#!\n"));
  }

  @Test
  void writesSignedNumbers() {
    assertThat(CatalogueJson.writePretty(Blob.of("#ü")).replaceAll("\\s", ""))
        .isEqualTo("[35,-61,-68]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[1,256]", "[-129]", "[\"a\"]", "[[1]]", "{}", "\"***\"", "[1.5,null]"})
  void refusesWhatIsNoBytes(String json) {
    assertThatThrownBy(() -> CatalogueJson.read(json, Blob.class))
        .isInstanceOf(CatalogueException.class);
  }

  @Test
  void sharesItsBytesWithNobody() {
    byte[] mine = {1, 2};
    Blob blob = Blob.of(mine);
    mine[0] = 9;
    blob.toBytes()[1] = 9;

    assertThat(blob.toBytes()).containsExactly(1, 2);
  }

  @Test
  void showsItsSizeAlone() {
    assertThat(Blob.of("secret")).hasToString("Blob[6 bytes]");
  }
}
