package org.mano4j.pop;

import io.grpc.Metadata;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Reads the durations that a Pop sends after its answer to a Start. */
final class StartTimes {

  private StartTimes() {}

  /** What is there and makes sense; the rest is left out. */
  static Map<StartPhase, Duration> of(Metadata trailers) {
    Map<StartPhase, Duration> times = new EnumMap<>(StartPhase.class);
    for (StartPhase phase : StartPhase.values()) {
      String value = trailers.get(key(phase));
      if (value != null && value.matches("[0-9]{1,15}")) {
        times.put(phase, Duration.of(Long.parseLong(value), ChronoUnit.MICROS));
      }
    }
    return times;
  }

  private static Metadata.Key<String> key(StartPhase phase) {
    return Metadata.Key.of(
        "mano4j-phase-" + phase.name().toLowerCase(Locale.ROOT), Metadata.ASCII_STRING_MARSHALLER);
  }
}
