package org.mano4j.pop.server;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mano4j.pop.Container;

/**
 * A container that was started, and where the time went.
 *
 * @param phases by name, in their order: {@code allocate} until the container's turn had come,
 *     {@code create} and {@code start} on the platform, {@code ready} until it was remembered
 */
record StartOutcome(Container container, Map<String, Duration> phases) {

  StartOutcome {
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases));
  }

  /**
   * The phases between these moments, in nanoseconds of any one origin.
   *
   * @param called when the call came
   * @param begun when the platform was asked
   * @param created how long the platform took to make the instance before it began to run it
   * @param started when the platform had answered
   * @param ready when the start was remembered
   */
  static StartOutcome of(
      Container container, long called, long begun, Duration created, long started, long ready) {
    long onPlatform = Math.max(0, started - begun);
    long creating = Math.max(0, Math.min(onPlatform, created.toNanos()));
    Map<String, Duration> phases = new LinkedHashMap<>();
    phases.put("allocate", Duration.ofNanos(Math.max(0, begun - called)));
    phases.put("create", Duration.ofNanos(creating));
    phases.put("start", Duration.ofNanos(onPlatform - creating));
    phases.put("ready", Duration.ofNanos(Math.max(0, ready - started)));
    return new StartOutcome(container, phases);
  }
}
