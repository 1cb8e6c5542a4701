package org.mano4j.descriptors;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * One thing that can be wrong with a subject. A new rule is a new element in one of the lists of
 * {@link DescriptorValidator}; nothing else has to know it.
 *
 * @param id name of the rule in its findings
 * @param severity of its findings
 * @param check looks at the subject and complains
 */
record Rule<T>(String id, Severity severity, BiConsumer<T, Complaints> check) {

  static <T> Rule<T> error(String id, BiConsumer<T, Complaints> check) {
    return new Rule<>(id, Severity.ERROR, check);
  }

  static <T> Rule<T> warning(String id, BiConsumer<T, Complaints> check) {
    return new Rule<>(id, Severity.WARNING, check);
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
