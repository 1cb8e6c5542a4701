package org.mano4j.descriptors;

import java.util.List;
import java.util.Optional;

/** How a measured value is compared with a threshold. */
enum Comparison {
  LESS("<"),
  AT_MOST("<="),
  MORE(">"),
  AT_LEAST(">="),
  EQUAL("=", "=="),
  OTHER("!=", "<>");

  private final List<String> operators;

  Comparison(String... operators) {
    this.operators = List.of(operators);
  }

  /** The operators, for messages. */
  static final String KNOWN = "<, <=, >, >=, =, !=";

  static Optional<Comparison> of(String operator) {
    for (Comparison comparison : values()) {
      if (comparison.operators.contains(operator)) {
        return Optional.of(comparison);
      }
    }
    return Optional.empty();
  }

  /** Whether some value between the bounds compares so. */
  boolean canHold(double threshold, double least, double most) {
    return switch (this) {
      case LESS -> least < threshold;
      case AT_MOST -> least <= threshold;
      case MORE -> most > threshold;
      case AT_LEAST -> most >= threshold;
      case EQUAL -> least <= threshold && threshold <= most;
      case OTHER -> true;
    };
  }

  /** Whether every value between the bounds compares so. */
  boolean mustHold(double threshold, double least, double most) {
    return switch (this) {
      case LESS -> most < threshold;
      case AT_MOST -> most <= threshold;
      case MORE -> least > threshold;
      case AT_LEAST -> least >= threshold;
      case EQUAL -> false;
      case OTHER -> threshold < least || most < threshold;
    };
  }
}
