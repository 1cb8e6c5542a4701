package org.mano4j.config;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A configuration with mistakes, all of them. Its message has a line for each. Immutable. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;
  private final String source;

  ConfigException(String source, List<Problem> problems) {
    this(sorted(problems), source);
  }

  private ConfigException(List<Problem> sorted, String source) {
    super(message(source, sorted));
    this.problems = sorted;
    this.source = source;
  }

  /**
   * The mistakes of several readers of one configuration, each told once.
   *
   * @param failures at least one
   */
  public static ConfigException of(List<ConfigException> failures) {
    return new ConfigException(
        failures.get(0).source,
        failures.stream().flatMap(failure -> failure.problems.stream()).toList());
  }

  private static List<Problem> sorted(List<Problem> problems) {
    return problems.stream()
        .distinct()
        .sorted(Comparator.comparingInt(p -> p.line() == 0 ? Integer.MAX_VALUE : p.line()))
        .toList();
  }

  /** The mistakes, those of the file first and in its order; at least one. */
  public List<Problem> problems() {
    return problems;
  }

  private static String message(String source, List<Problem> problems) {
    return "the configuration in "
        + source
        + (problems.size() == 1 ? " has 1 mistake:" : " has " + problems.size() + " mistakes:")
        + problems.stream().map(problem -> "\n  " + problem).collect(Collectors.joining());
  }
}
