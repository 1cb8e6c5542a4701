package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosersTest {

  private final List<String> closed = new ArrayList<>();
  private final Closers closers = new Closers();

  private Runnable failing(String name) {
    return () -> {
      closed.add(name);
      throw new IllegalStateException(name);
    };
  }

  @Test
  void closesTheNewestFirstAndEachOnce() {
    closers.add(() -> closed.add("old"));
    closers.add(() -> closed.add("new"));

    closers.close();
    closers.close();

    assertThat(closed).containsExactly("new", "old");
  }

  @Test
  void closesWhatComesAfterSomethingThatCannotBeClosed() {
    closers.add(() -> closed.add("a"));
    closers.add(failing("b"));
    closers.add(failing("c"));

    assertThatThrownBy(closers::close)
        .hasMessage("c")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .singleElement()
                    .hasToString("java.lang.IllegalStateException: b"));
    assertThat(closed).containsExactly("c", "b", "a");
  }

  @Test
  void closesAtOnceWhatWasOpenedTooLate() {
    closers.close();

    assertThatThrownBy(() -> closers.add(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed while it was started");
    assertThat(closed).containsExactly("late");
  }
}
