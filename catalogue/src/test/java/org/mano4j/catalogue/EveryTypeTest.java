package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.CatalogueTypes.Component;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.DockerVimInstance;

/** What holds for every type by itself; the types are found by looking for them. */
class EveryTypeTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private static final List<String> VALUES =
      List.of("null", "true", "7", "1.5", "\"hunter2\"", "{}", "[]", "[null]", "[[]]", "{\"a\":1}");

  static List<Class<?>> types() {
    return CatalogueTypes.objects();
  }

  @Test
  void areFound() {
    assertThat(types())
        .hasSizeGreaterThan(80)
        .contains(
            NetworkServiceDescriptor.class,
            VirtualNetworkFunctionRecord.class,
            DockerVimInstance.class,
            OrVnfmInstantiate.class,
            WireThrowable.class);
    assertThat(CatalogueTypes.enums()).hasSizeGreaterThan(15);
  }

  /** Two names that have changed places would go round unseen. */
  @ParameterizedTest
  @MethodSource("types")
  void callsItsComponentsWhatTheWireCallsThem(Class<?> type) {
    for (Component component : CatalogueTypes.components(type)) {
      assertThat(component.of().getName()).isEqualToIgnoringCase(component.name().replace("_", ""));
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsAnEmptyObjectAndInventsNothingButEmptyCollections(Class<?> type) {
    Object empty = CatalogueTypes.read("{}", type);
    ObjectNode written = (ObjectNode) Samples.tree(CatalogueJson.write(empty));

    for (Component component : CatalogueTypes.components(type)) {
      Object value = component.valueIn(empty);
      boolean collection = isList(component.type()) || isMap(component.type());
      if (collection) {
        assertThat(value instanceof Collection<?> c ? c : ((Map<?, ?>) value).keySet()).isEmpty();
      } else {
        assertThat(value).as(component.name()).isNull();
      }
    }
    assertThat(((WireObject) empty).extensions()).isEmpty();
    assertThat(written.properties())
        .allMatch(entry -> entry.getValue().isContainerNode() && entry.getValue().isEmpty());
    assertThat(written).isEqualTo(Normalisations.of(JSON.objectNode(), type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesNullForAbsent(Class<?> type) {
    ObjectNode nulls = JSON.objectNode();
    CatalogueTypes.components(type).forEach(component -> nulls.putNull(component.name()));

    assertThat(CatalogueTypes.read(nulls.toString(), type))
        .isEqualTo(CatalogueTypes.read("{}", type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsPropertiesThatItDoesNotKnow(Class<?> type) {
    ObjectNode strangers = Strangers.properties();
    ObjectNode written = (ObjectNode) CatalogueTypes.roundTrip(strangers, type);

    assertThat(written.retain(Strangers.names())).isEqualTo(strangers);
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsAPropertyThatItDoesNotKnowAlone(Class<?> type) {
    for (Map.Entry<String, JsonNode> stranger : Strangers.properties().properties()) {
      ObjectNode alone = JSON.objectNode().set(stranger.getKey(), stranger.getValue());

      assertThat(CatalogueTypes.roundTrip(alone, type).get(stranger.getKey()))
          .as(stranger.getKey())
          .isEqualTo(stranger.getValue());
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsPropertiesThatItDoesNotKnowInTheirOrder(Class<?> type) {
    ObjectNode strangers = Strangers.properties();
    ObjectNode written = (ObjectNode) CatalogueTypes.roundTrip(strangers, type);

    assertThat(written.retain(Strangers.names()).fieldNames())
        .toIterable()
        .containsExactlyElementsOf(Strangers.names());
  }

  @Test
  void keepsEverythingOfAMessageWhoseActionItDoesNotKnow() {
    ObjectNode message = Strangers.properties().put("action", "LEVITATE");

    assertThat(CatalogueTypes.roundTrip(message, OrVnfmMessage.class)).isEqualTo(message);
    assertThat(CatalogueTypes.roundTrip(message, VnfmOrMessage.class)).isEqualTo(message);
  }

  @ParameterizedTest
  @MethodSource("types")
  void keepsTextThatAnEnumerationDoesNotKnow(Class<?> type) {
    for (Component component : CatalogueTypes.components(type)) {
      if (holdsAnEnum(component.type())) {
        JsonNode novel = example(component.type());
        JsonNode written =
            CatalogueTypes.roundTrip(JSON.objectNode().set(component.name(), novel), type);

        assertThat(written.get(component.name())).isEqualTo(novel);
        assertThat(novel.toString()).contains("NOVEL");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesASingleValueForAListOfOne(Class<?> type) {
    for (Component component : CatalogueTypes.components(type)) {
      if (isList(component.type())) {
        JsonNode list = example(component.type());
        ObjectNode listed = JSON.objectNode().set(component.name(), list);
        ObjectNode single = JSON.objectNode().set(component.name(), list.get(0));

        assertThat(CatalogueTypes.read(single.toString(), type))
            .as(component.name())
            .isEqualTo(CatalogueTypes.read(listed.toString(), type))
            .isNotEqualTo(CatalogueTypes.read("{}", type));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void readsEveryNameOfAComponent(Class<?> type) {
    for (Component component : CatalogueTypes.components(type)) {
      JsonNode value = example(component.type());
      Object expected =
          CatalogueTypes.read(JSON.objectNode().set(component.name(), value).toString(), type);
      assertThat(component.valueIn(expected)).as(component.name()).isNotNull();
      for (String name : component.names()) {
        assertThat(CatalogueTypes.read(JSON.objectNode().set(name, value).toString(), type))
            .as(name)
            .isEqualTo(expected);
      }
    }
  }

  /** Whatever stands for a component, it is taken as the list of normalisations says or refused. */
  @ParameterizedTest
  @MethodSource("types")
  void takesNothingForSomethingElse(Class<?> type) {
    for (Component component : CatalogueTypes.components(type)) {
      for (String value : VALUES) {
        String json = "{\"" + component.name() + "\":" + value + "}";
        Object read;
        try {
          read = CatalogueTypes.read(json, type);
        } catch (CatalogueException e) {
          assertThat(e.pointer().orElse("")).startsWith("/" + component.name());
          assertThat(e).hasMessageContaining("must be").hasMessageNotContaining("hunter2");
          continue;
        }
        assertThat(Samples.tree(CatalogueJson.write(read)))
            .as(json)
            .isEqualTo(Normalisations.of(Samples.tree(json), type));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("types")
  void refusesWhatIsNoObject(Class<?> type) {
    for (String json : List.of("null", "true", "7", "1.5", "\"hunter2\"", "[]", "[{}]", "\"\"")) {
      CatalogueException e =
          catchThrowableOfType(CatalogueException.class, () -> CatalogueTypes.read(json, type));

      assertThat(e).as(json).isNotNull();
      assertThat(e).hasMessageNotContaining("hunter2").hasMessageContaining(type.getSimpleName());
      assertThat(e.line()).hasValue(1);
      assertThat(e.column()).hasValue(1);
    }
  }

  private static boolean holdsAnEnum(Type type) {
    return CatalogueTypes.isEnum(type)
        || isList(type) && holdsAnEnum(Normalisations.argument(type, 0))
        || isMap(type) && holdsAnEnum(Normalisations.argument(type, 1));
  }

  private static boolean isList(Type type) {
    return Normalisations.raw(type) == List.class;
  }

  private static boolean isMap(Type type) {
    return Normalisations.raw(type) == Map.class;
  }

  /** A value of the type that says something. */
  private static JsonNode example(Type type) {
    if (isList(type)) {
      ArrayNode list = JSON.arrayNode();
      return list.add(example(Normalisations.argument(type, 0)));
    }
    if (isMap(type)) {
      return JSON.objectNode().set("key", example(Normalisations.argument(type, 1)));
    }
    if (CatalogueTypes.isEnum(type)) {
      return JSON.textNode("NOVEL");
    }
    if (CatalogueTypes.isObject(type) || type == JsonNode.class) {
      return JSON.objectNode().put("strange", 1);
    }
    if (type == Blob.class) {
      return JSON.arrayNode().add(1).add(-1);
    }
    if (type == Boolean.class) {
      return JSON.booleanNode(true);
    }
    return type == String.class || type == WireDate.class
        ? JSON.textNode("text")
        : JSON.numberNode(7);
  }
}
