package org.mano4j.testkit.pop;

import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** One thing that every Pop has to do. */
public final class PopCase {

  /** What is tried and looked at. Throws an {@link AssertionError} if it is not as it should be. */
  @FunctionalInterface
  interface Body {
    void run(PopBench pop) throws Exception;
  }

  private final String id;
  private final String sentence;
  private final Set<PopNeed> needs;
  private final Body body;

  PopCase(String id, String sentence, Body body, PopNeed... needs) {
    this.id = Objects.requireNonNull(id, "id");
    this.sentence = Objects.requireNonNull(sentence, "sentence");
    this.body = Objects.requireNonNull(body, "body");
    this.needs = Set.of(needs);
  }

  /** Identifies the case for as long as the suite exists, such as {@code create-03}. */
  public String id() {
    return id;
  }

  /** What it is about, such as {@code create}: the first part of the id. */
  public String area() {
    return id.substring(0, id.lastIndexOf('-'));
  }

  /** What has to hold. */
  public String sentence() {
    return sentence;
  }

  /** What has to be there; the case is skipped otherwise. In the order of their declaration. */
  public Set<PopNeed> needs() {
    return new TreeSet<>(needs);
  }

  void run(PopBench pop) throws Exception {
    body.run(pop);
  }

  @Override
  public String toString() {
    return id + " " + sentence;
  }
}
