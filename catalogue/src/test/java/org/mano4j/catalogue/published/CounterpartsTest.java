package org.mano4j.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing is forgotten on either side. */
class CounterpartsTest {

  @Test
  void everyRecordHasItsPublishedClass() {
    Set<String> without =
        WireTypes.objects().stream()
            .filter(type -> !PublishedTypes.all().containsKey(Counterparts.name(type)))
            .map(Class::getSimpleName)
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(without).isEqualTo(new TreeSet<>(Counterparts.ONLY_HERE.keySet()));
  }

  @Test
  void everyPublishedClassHasItsRecord() {
    Set<String> here =
        WireTypes.objects().stream().map(Counterparts::name).collect(Collectors.toSet());
    Set<String> without =
        PublishedTypes.all().values().stream()
            .filter(PublishedTypes::isEntity)
            .map(Class::getSimpleName)
            .filter(name -> !here.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(without).isEqualTo(new TreeSet<>(Counterparts.ONLY_THERE.keySet()));
  }

  @Test
  void everyPublishedClassThatIsNoEntityIsAnEnumerationOrTheParentOfEntities() {
    assertThat(PublishedTypes.all().values())
        .filteredOn(type -> !PublishedTypes.isEntity(type) && !type.isEnum())
        .allSatisfy(
            parent -> {
              assertThat(Modifier.isAbstract(parent.getModifiers())).isTrue();
              assertThat(PublishedTypes.concrete(parent)).isNotEmpty();
            });
  }

  @TestFactory
  Stream<DynamicTest> bothSidesHaveTheSameProperties() {
    return Counterparts.types()
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.getSimpleName(),
                    () ->
                        assertThat(WireTypes.components(type).keySet())
                            .containsExactlyInAnyOrderElementsOf(
                                PublishedTypes.fields(Counterparts.of(type)).keySet())));
  }

  @Test
  void bothSidesHaveTheSameEnumerationsWithTheSameConstantsInTheSameOrder() {
    Map<String, Object> here =
        WireTypes.enums().stream()
            .collect(Collectors.toMap(Class::getSimpleName, WireTypes::known));
    Map<String, Object> there =
        PublishedTypes.all().values().stream()
            .filter(Class::isEnum)
            .collect(
                Collectors.toMap(
                    Class::getSimpleName,
                    type ->
                        Arrays.stream(type.getEnumConstants())
                            .map(constant -> ((Enum<?>) constant).name())
                            .toList()));

    assertThat(here).isEqualTo(there);
  }
}
