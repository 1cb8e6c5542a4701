package org.mano4j.descriptors;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One thing that can be wrong with a subject. A new rule is a new element in one of the lists of
 * {@link RuleBook}; nothing else has to know it.
 *
 * @param id name of the rule in its findings
 * @param severity of its findings
 * @param description what it demands, in one sentence
 * @param check looks at the subject and complains
 */
record Rule<T>(String id, Severity severity, String description, BiConsumer<T, Complaints> check) {

  static <T> Rule<T> error(String id, String description, BiConsumer<T, Complaints> check) {
    return new Rule<>(id, Severity.ERROR, description, check);
  }

  static <T> Rule<T> warning(String id, String description, BiConsumer<T, Complaints> check) {
    return new Rule<>(id, Severity.WARNING, description, check);
  }

  /** One that whoever reads a document applies on the way. */
  static <T> Rule<T> applied(String id, Severity severity, String description) {
    return new Rule<>(id, severity, description, (subject, out) -> {});
  }

  /** What a rule has to say. */
  @FunctionalInterface
  interface Complaints {

    /**
     * Reports a problem.
     *
     * @param at the value concerned, or the object that lacks something
     * @param problem what is wrong
     * @param remedy what would be right; asked only if the finding is kept
     */
    void add(Located at, String problem, Supplier<String> remedy);

    /** Reports a problem with a remedy that costs nothing to tell. */
    default void add(Located at, String problem, String remedy) {
      add(at, problem, () -> remedy);
    }
  }
}
