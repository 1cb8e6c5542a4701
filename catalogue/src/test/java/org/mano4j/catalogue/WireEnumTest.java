package org.mano4j.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.descriptor.Event;
import org.mano4j.catalogue.descriptor.RedundancyModel;
import org.mano4j.catalogue.descriptor.ResiliencyLevel;
import org.mano4j.catalogue.manager.EndpointType;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.packaging.PackageType;
import org.mano4j.catalogue.policy.FaultManagementAction;
import org.mano4j.catalogue.policy.PerceivedSeverity;
import org.mano4j.catalogue.policy.ScalingActionType;
import org.mano4j.catalogue.policy.ScalingMode;
import org.mano4j.catalogue.policy.ScalingType;
import org.mano4j.catalogue.policy.VNFCSelector;
import org.mano4j.catalogue.record.LinkStatus;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.ImageStatus;

class WireEnumTest {

  static List<Class<? extends WireEnum<?>>> types() {
    return List.of(
        Action.class,
        Status.class,
        LinkStatus.class,
        Event.class,
        ResiliencyLevel.class,
        RedundancyModel.class,
        ScalingMode.class,
        ScalingType.class,
        ScalingActionType.class,
        FaultManagementAction.class,
        PerceivedSeverity.class,
        VNFCSelector.class,
        EndpointType.class,
        PackageType.class,
        ImageStatus.class);
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
