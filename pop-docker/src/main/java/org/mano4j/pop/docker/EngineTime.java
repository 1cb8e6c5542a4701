package org.mano4j.pop.docker;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times as engines write them, RFC 3339 with any offset. */
final class EngineTime {

  private static final int NANO_DIGITS = 9;

  private EngineTime() {}

  /** Empty if there is none, or it cannot be read: no time is worth failing for. */
  static Optional<Instant> parse(@Nullable String text) {
    try {
      return text == null || text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Since 1970, with all digits. */
  static BigDecimal seconds(Instant time) {
    return BigDecimal.valueOf(time.getEpochSecond())
        .add(BigDecimal.valueOf(time.getNano(), NANO_DIGITS));
  }
}
