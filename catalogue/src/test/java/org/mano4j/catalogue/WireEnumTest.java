package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class WireEnumTest {

  static List<Class<? extends WireEnum<?>>> types() {
    List<Class<? extends WireEnum<?>>> types = new ArrayList<>();
    CatalogueTypes.enums().forEach(type -> types.add(wireEnum(type)));
    return types;
  }

  @SuppressWarnings("unchecked")
  private static Class<? extends WireEnum<?>> wireEnum(Class<?> type) {
    return (Class<? extends WireEnum<?>>) type.asSubclass(WireEnum.class);
  }

  @ParameterizedTest
  @MethodSource("types")
  void hasAConstantForEachKnownText(Class<? extends WireEnum<?>> type) throws Exception {
    Set<String> constants =
        Arrays.stream(type.getFields())
            .filter(f -> Modifier.isStatic(f.getModifiers()) && f.getType() == type)
            .map(f -> value(f).text())
            .collect(Collectors.toSet());
    Class<?> known = Class.forName(type.getName() + "$Known");

    assertThat(constants)
        .containsExactlyInAnyOrder(
            Arrays.stream(known.getEnumConstants()).map(Object::toString).toArray(String[]::new));
  }

  private static WireEnum<?> value(Field field) {
    try {
      return (WireEnum<?>) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsATextThatIsNotKnown(Class<? extends WireEnum<?>> type) {
    WireEnum<?> novel = CatalogueJson.read("\"NOVEL\"", type);

    assertThat(novel.known()).isEmpty();
    assertThat(CatalogueJson.toTree(novel).asText()).isEqualTo("NOVEL");
  }

  @ParameterizedTest
  @MethodSource("types")
  void knowsEachConstantByItsText(Class<? extends WireEnum<?>> type) throws Exception {
    for (Object constant : Class.forName(type.getName() + "$Known").getEnumConstants()) {
      WireEnum<?> value = CatalogueJson.read("\"" + constant + "\"", type);

      assertThat(value.known().map(Enum::name)).contains(constant.toString());
      assertThat(value).hasToString(constant.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsAnyTextToTheLastCharacter(Class<? extends WireEnum<?>> type) {
    for (String text : List.of("", " ", "active", "\u00fc\ud83d\ude00", "x".repeat(5000), "null")) {
      WireEnum<?> value = CatalogueJson.read(Samples.bytes(TextNode.valueOf(text)), type);

      assertThat(value.text()).isEqualTo(text);
      assertThat(Samples.tree(CatalogueJson.write(value)).asText()).isEqualTo(text);
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void refusesWhatIsNoText(Class<? extends WireEnum<?>> type) {
    for (String json : List.of("null", "7", "1.5", "true", "{}", "[]", "[\"x\"]")) {
      CatalogueException e = Refusals.of(json, type).orElseThrow();

      Refusals.assertClear(e);
      assertThat(e).hasMessageContaining("must be a text");
    }
  }

  @Test
  void knowsAConstantByItsText() {
    assertThat(Status.of("ACTIVE")).isEqualTo(Status.ACTIVE);
    assertThat(Status.ACTIVE.known()).contains(Status.Known.ACTIVE);
  }

  @Test
  void keepsUnknownTextInsideOfARecord() {
    VirtualNetworkFunctionRecord vnfr =
        CatalogueJson.read(
            "{\"status\":\"HIBERNATING\",\"lifecycle_event\":[{\"event\":\"DREAM\"}]}",
            VirtualNetworkFunctionRecord.class);

    assertThat(CatalogueJson.toTree(vnfr).get("status").asText()).isEqualTo("HIBERNATING");
    assertThat(CatalogueJson.toTree(vnfr).at("/lifecycle_event/0/event").asText())
        .isEqualTo("DREAM");
  }

  @Test
  void ordersStatusesByTheLifeOfAVnfr() {
    assertThat(Status.INACTIVE.isAtLeast(Status.INITIALIZED)).isTrue();
    assertThat(Status.INITIALIZED.isAtLeast(Status.INITIALIZED)).isTrue();
    assertThat(Status.NULL.isAtLeast(Status.INITIALIZED)).isFalse();
    assertThat(Status.ERROR.isAtLeast(Status.NULL)).isFalse();
    assertThat(Status.of("HIBERNATING").isAtLeast(Status.INITIALIZED)).isFalse();
  }
}
