package org.mano4j.testkit;

import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.mano4j.catalogue.record.HistoryLifecycleEvent;
import org.mano4j.catalogue.record.HistoryLifecycleEventBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** Times in the texts an NFVO writes, and entries of the history of a VNFR. */
final class Stamps {

  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final DateTimeFormatter RECORD =
      DateTimeFormatter.ofPattern("yyyy.MM.dd 'at' HH:mm:ss z", Locale.ROOT).withZone(UTC);
  private static final DateTimeFormatter HISTORY =
      DateTimeFormatter.ofPattern("yyyy.MM.dd-HH:mm:ss:SSS-z", Locale.ROOT).withZone(UTC);

  private final Clock clock;

  Stamps(Clock clock) {
    this.clock = clock;
  }

  /** For {@code createdAt} and {@code updatedAt}. */
  String now() {
    return RECORD.format(clock.instant());
  }

  /** The record with one more entry in its history. */
  VirtualNetworkFunctionRecord remember(
      VirtualNetworkFunctionRecord vnfr, String event, String description) {
    HistoryLifecycleEvent entry =
        HistoryLifecycleEventBuilder.builder()
            .event(event)
            .description(description)
            .executedAt(HISTORY.format(clock.instant()))
            .build();
    List<HistoryLifecycleEvent> history =
        Stream.concat(vnfr.lifecycleEventHistory().stream(), Stream.of(entry)).toList();
    return vnfr.withLifecycleEventHistory(history);
  }
}
