package org.mano4j.benchmarks.harness;

import java.util.Map;

/**
 * What a fork is told.
 *
 * @param effort how long to measure
 * @param services where brokers and engines are
 * @param values what the suite wants its trial to know
 */
public record TrialInput(Effort effort, Services services, Map<String, String> values) {

  /** Copies the values. */
  public TrialInput {
    values = Map.copyOf(values);
  }

  /**
   * A value that the suite gave.
   *
   * @throws IllegalArgumentException if it gave none of this name
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the trial was not told '" + name + "'");
    }
    return value;
  }
}
