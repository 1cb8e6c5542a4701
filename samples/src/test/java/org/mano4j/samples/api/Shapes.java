package org.mano4j.samples.api;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Types of all kinds, for the listing to show. */
public final class Shapes {

  private Shapes() {}

  /** One of a sealed family. */
  public sealed interface Shape<T extends Comparable<T>> permits Circle {
    int MOST = 3;
    String NAME = "a \"b\\";

    @Nullable T find(Map<String, @Nullable String> names, int... sizes) throws IOException;

    default List<?> parts() {
      return List.of();
    }

    static <R> Shape<Integer> of(Function<? super String, ? extends R> function, R[] all) {
      return new Circle(all.length);
    }
  }

  /** The other. */
  public record Circle(int radius, @Nullable String name) implements Shape<Integer> {
    public Circle(int radius) {
      this(radius, null);
    }

    @Override
    public @Nullable Integer find(Map<String, @Nullable String> names, int... sizes) {
      return null;
    }
  }

  abstract static class Hidden implements AutoCloseable {
    protected int count;

    protected final void hidden() {}

    @Override
    public void close() {}

    /** Not to be named from outside. */
    public static class Inside {}
  }

  /** Shows what is hidden. */
  public static class Open extends Hidden {
    @Deprecated
    protected Open() {}
  }

  /** Not what a generator makes. */
  public static final class CircleBuilder {
    public Circle build() {
      return new Circle(1);
    }
  }
}
