package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SortedEntriesTest {

  private final Map<String, Integer> source = new HashMap<>(Map.of("b", 2, "c", 3, "a", 1));
  private final Map<String, Integer> copy = Copies.sorted(source);

  @Test
  void isTheSameAsATree() {
    assertThat(copy).isEqualTo(new TreeMap<>(source)).hasSameHashCodeAs(new TreeMap<>(source));
    assertThat(copy).hasToString("{a=1, b=2, c=3}").hasSize(3);
  }

  @Test
  void findsWhatItHasAndNothingElse() {
    assertThat(copy.get("b")).isEqualTo(2);
    assertThat(copy.get("bb")).isNull();
    assertThat(copy.get(2)).isNull();
    assertThat(copy.containsKey("c")).isTrue();
    assertThat(copy.containsKey("d")).isFalse();
  }

  @Test
  void doesNotChangeWithItsSource() {
    source.put("a", 7);

    assertThat(copy).containsEntry("a", 1);
  }

  @Test
  void cannotBeChanged() {
    assertThatThrownBy(() -> copy.put("a", 7)).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.remove("a")).isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> copy.entrySet().iterator().next().setValue(7))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void isNotCopiedAgain() {
    assertThat(Copies.sorted(copy)).isSameAs(copy);
  }
}
