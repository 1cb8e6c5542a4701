package org.mano4j.samples.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.descriptor.ConnectionPoint;
import org.mano4j.catalogue.descriptor.ConnectionPointBuilder;

class ApiListingTest {

  @Test
  void showsWhatUsersOfAnInterfaceCanName() {
    assertThat(lines(Shapes.Shape.class))
        .containsExactly(
            "sealed interface Shapes.Shape<T extends Comparable<T>>",
            "permits Shapes.Circle",
            "constant String NAME = \"a \\\"b\\\\\"",
            "constant int MOST = 3",
            "abstract @Nullable T find(Map<String, @Nullable String>, int...) throws IOException",
            "static <R> Shapes.Shape<Integer> of(Function<? super String, ? extends R>, R[])",
            "default List<?> parts()");
  }

  @Test
  void aRecordIsItsComponentsAndWhatItHasBeside() {
    assertThat(lines(Shapes.Circle.class))
        .containsExactly(
            "record Shapes.Circle",
            "component int radius",
            "component @Nullable String name",
            "implements Shapes.Shape<Integer>",
            "constructor(int)",
            "@Nullable Integer find(Map<String, @Nullable String>, int...)");
  }

  @Test
  void whatComesFromASupertypeThatIsNotPublicIsTheTypesOwn() {
    assertThat(lines(Shapes.Open.class))
        .containsExactly(
            "static class Shapes.Open",
            "implements AutoCloseable",
            "field protected int count",
            "@Deprecated protected constructor()",
            "void close()",
            "protected final void hidden()");
  }

  @Test
  void whatIsNotPublicIsLeftOut() {
    assertThat(ApiListing.of(List.of(Shapes.Hidden.class, Shapes.Hidden.Inside.class)).types())
        .isEmpty();
  }

  @Test
  void aGeneratedBuilderIsOneLineOfItsRecord() {
    List<ApiType> types =
        ApiListing.of(
                List.of(
                    ConnectionPoint.class,
                    ConnectionPointBuilder.class,
                    ConnectionPointBuilder.With.class))
            .types();

    assertThat(types).hasSize(1);
    assertThat(types.get(0).linesOf("builder")).containsExactly("builder ConnectionPointBuilder");
  }

  @Test
  void aBuilderThatHasMoreThanTheRuleIsWrittenOut() {
    assertThat(ApiListing.of(List.of(Shapes.CircleBuilder.class)).types()).hasSize(1);
  }

  @Test
  void itsTextSaysAllOfIt() {
    ApiListing listing =
        ApiListing.of(List.of(Shapes.Circle.class, Shapes.Shape.class, Shapes.Open.class));

    assertThat(listing.types()).hasSize(3);
    assertThat(ApiListing.parse(listing.text("some module"))).isEqualTo(listing);
  }

  private static List<String> lines(Class<?> type) {
    ApiType found = ApiListing.of(List.of(type)).types().get(0);
    List<String> lines = new ArrayList<>(found.members());
    lines.add(0, found.header());
    return lines;
  }
}
