package org.mano4j.catalogue.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CopiesTest {

  @Test
  void makesEmptyOfAbsent() {
    assertThat(Copies.list(null)).isEmpty();
    assertThat(Copies.map(null)).isEmpty();
    assertThat(Copies.listMap(null)).isEmpty();
  }

  @Test
  void isNotChangedWithTheOriginal() {
    List<String> list = new ArrayList<>(List.of("a"));
    Map<String, List<String>> map = new HashMap<>(Map.of("k", list));
    List<String> copy = Copies.list(list);
    Map<String, List<String>> mapCopy = Copies.listMap(map);
    list.add("b");
    map.clear();

    assertThat(copy).containsExactly("a");
    assertThat(mapCopy).containsEntry("k", List.of("a"));
  }

  @Test
  void cannotBeChanged() {
    Map<String, String> map = Copies.map(new HashMap<>(Map.of("k", "v")));
    List<String> list = Copies.list(new ArrayList<>(List.of("a")));

    assertThatThrownBy(() -> map.put("x", "y")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void leavesNullsOut() {
    Map<String, String> map = new HashMap<>();
    map.put("k", null);

    assertThat(Copies.list(Arrays.asList("a", null))).containsExactly("a");
    assertThat(Copies.map(map)).isEmpty();
  }
}
