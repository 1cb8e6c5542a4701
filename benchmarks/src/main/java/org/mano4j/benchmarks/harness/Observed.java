package org.mano4j.benchmarks.harness;

import java.time.Duration;
import org.HdrHistogram.Histogram;

/**
 * Operations of a load, each with the time it took.
 *
 * @param times in nanoseconds
 * @param nanos how long the load ran
 */
public record Observed(Histogram times, long nanos) {

  /** One without an operation. */
  static Observed none() {
    return new Observed(new Histogram(3), 0);
  }

  static Histogram histogram() {
    Histogram times = new Histogram(3);
    times.setAutoResize(true);
    return times;
  }

  /** Operations per second. */
  public double perSecond() {
    return times.getTotalCount() * 1e9 / nanos;
  }

  /** Half of all took no longer; microseconds. */
  public double p50Micros() {
    return micros(50);
  }

  /** All but one in a hundred took no longer; microseconds. */
  public double p99Micros() {
    return micros(99);
  }

  private double micros(double percentile) {
    return times.getValueAtPercentile(percentile) / 1e3;
  }

  /** Both as one. */
  public Observed plus(Observed other) {
    Histogram both = histogram();
    both.add(times);
    both.add(other.times);
    return new Observed(both, nanos + other.nanos);
  }

  /** How long the load ran. */
  public Duration duration() {
    return Duration.ofNanos(nanos);
  }
}
