package org.mano4j.benchmarks.harness;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which direction a figure is to have. */
public enum Better {
  /** A throughput. */
  @JsonProperty("higher")
  HIGHER,
  /** A time, an amount of memory. */
  @JsonProperty("lower")
  LOWER;

  boolean reaches(double ratio, double target) {
    return this == HIGHER ? ratio >= target : ratio <= target;
  }
}
