package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.WireEnum;

/** What becomes of the text of an enumeration on the other side. */
class EnumsTest {

  private static final Gson GSON = new Gson();

  @TestFactory
  Stream<DynamicTest> everyConstantIsTheSameOnBothSides() {
    return WireTypes.enums().stream()
        .flatMap(
            type ->
                WireTypes.known(type).stream()
                    .map(
                        constant ->
                            DynamicTest.dynamicTest(
                                type.getSimpleName() + "." + constant,
                                () -> goesThereAndBack(type, constant))));
  }

  private static void goesThereAndBack(Class<?> type, String constant) {
    WireEnum<?> here = (WireEnum<?>) WireTypes.create(type, new Object[] {constant});

    Object there = GSON.fromJson(Wire.writeHere(here), Counterparts.of(type));

    assertThat(there).isInstanceOf(Enum.class).hasToString(constant);
    assertThat(CatalogueJson.read(GSON.toJson(there), type)).isEqualTo(here);
    assertThat(here.known()).isPresent();
  }

  /** Harmless to the reader, but the text does not come back from there. */
  @TestFactory
  Stream<DynamicTest> aConstantOfALaterVersionIsNullThereAndKeptHere() {
    return WireTypes.enums().stream()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () -> {
                      String json = "\"" + RandomRecords.UNKNOWN + "\"";

                      assertThat((Object) GSON.fromJson(json, Counterparts.of(type))).isNull();
                      assertThat(Wire.writeHere(CatalogueJson.read(json, type))).isEqualTo(json);
                    }));
  }
}
