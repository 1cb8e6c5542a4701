package org.mano4j.benchmarks.launch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mano4j.benchmarks.harness.Better;
import org.mano4j.benchmarks.harness.Effort;
import org.mano4j.benchmarks.harness.Question;
import org.mano4j.benchmarks.harness.TrialInput;

/**
 * What is launched where.
 *
 * @param title before each figure, such as {@code in memory}
 * @param most VNFCs of a VNF, and VNFs of one VNFC at most a thousand
 * @param main whether this is what the others are told beside: it is launched more often
 */
record Plan(String title, Buses bus, Installation.Kind kind, int most, boolean main) {

  /** Bytes of the heap that a VNFC may keep. */
  private static final int MOST_HEAP = 16 * 1024;

  /** How much longer a VNFC of the largest VNF may take than one of a small one. */
  private static final double MOST_GROWTH = 1.2;

  private static final int SMALL = 100;

  static Plan of(TrialInput input) {
    return new Plan(
        input.value("title"),
        Buses.valueOf(input.value("bus")),
        Installation.Kind.valueOf(input.value("kind")),
        Integer.parseInt(input.value("most")),
        Boolean.parseBoolean(input.value("main")));
  }

  /** For the fork. */
  Map<String, String> values() {
    return Map.of(
        "title", title,
        "bus", bus.name(),
        "kind", kind.name(),
        "most", String.valueOf(most),
        "main", String.valueOf(main));
  }

  /** The same with no more VNFCs. */
  Plan upTo(int limit) {
    return new Plan(title, bus, kind, Math.min(most, limit), main);
  }

  /** How often each is launched in a turn: small ones often enough to be seen. */
  Map<Shape, Integer> turn(Effort effort) {
    Map<Shape, Integer> times = new LinkedHashMap<>();
    for (int vnfcs = 1; vnfcs <= most; vnfcs *= 10) {
      int launches = main ? Math.min(50, 5_000 / vnfcs) : Math.min(10, 500 / vnfcs);
      times.put(new Shape(1, vnfcs), effort == Effort.SMOKE ? 1 : Math.max(1, launches));
    }
    return times;
  }

  /** What the largest is compared with. */
  Shape small() {
    return new Shape(1, Math.min(SMALL, most));
  }

  Shape largest() {
    return new Shape(1, most);
  }

  /** As many VNFs as VNFCs. */
  Shape many() {
    return new Shape(Math.min(1_000, most), 1);
  }

  /**
   * What is weighed: that of many VNFs does not depend on what carries the messages. The largest is
   * the last, since the buffers of its messages would be taken for a loss when they go.
   */
  List<Shape> weighed() {
    return main ? List.of(many(), largest()) : List.of(largest());
  }

  /** Turns before those that are measured: in the first one, most is compiled. */
  int warmUp(Effort effort) {
    return main ? effort.pick(0, 2, 6) : effort.pick(0, 1, 4);
  }

  /** Turns that are measured. */
  int turns(Effort effort) {
    return main ? effort.pick(1, 2, 8) : effort.pick(1, 1, 8);
  }

  int forks(Effort effort) {
    return main ? effort.forks() : effort.pick(1, 1, 5);
  }

  String time(Shape shape) {
    return title + ": time per VNFC, " + shape.title();
  }

  String heap(Shape shape) {
    return title + ": heap per VNFC, " + shape.title();
  }

  List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    questions.add(Question.atMost(time(largest()), "µs", "of " + small().title(), MOST_GROWTH));
    questions.add(Question.noMoreThan(heap(largest()), "bytes", MOST_HEAP));
    for (Shape shape : turn(Effort.USUAL).keySet()) {
      if (isAlone(shape)) {
        questions.add(Question.alone(time(shape), "µs", Better.LOWER));
      }
    }
    questions.add(Question.alone(time(many()), "µs", Better.LOWER));
    if (main) {
      questions.add(Question.noMoreThan(heap(many()), "bytes", MOST_HEAP));
    }
    return questions;
  }

  /** Whether a shape is not in the comparison already. */
  boolean isAlone(Shape shape) {
    return !shape.equals(small()) && !shape.equals(largest());
  }
}
