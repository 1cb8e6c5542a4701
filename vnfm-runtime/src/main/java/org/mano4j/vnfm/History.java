package org.mano4j.vnfm;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.HistoryLifecycleEvent;
import org.mano4j.catalogue.record.HistoryLifecycleEventBuilder;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * The history of a record, the only memory that survives between requests. The NFVO adds an event
 * for every step that succeeded, in the words of lifecycle events (CONFIGURE is MODIFY), and one
 * named ERROR with the text of each failure. A manager adds, in the record of its ERROR, which step
 * it was.
 */
final class History {

  private static final String ERROR = "ERROR";
  private static final ZoneId UTC = ZoneId.of("UTC");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu.MM.dd-HH:mm:ss:SSS-z", Locale.ENGLISH);
  private static final Comparator<HistoryLifecycleEvent> BY_TIME =
      Comparator.comparing(History::time).thenComparing(event -> ERROR.equals(event.event()));

  private History() {}

  /**
   * The record with an entry for a failed step. It is the latest entry in any case: the clock of
   * the NFVO, which wrote the others, may be ahead of the manager's.
   */
  static VirtualNetworkFunctionRecord failed(
      VirtualNetworkFunctionRecord record, FailedStep step, Instant now) {
    List<HistoryLifecycleEvent> events = new ArrayList<>(record.lifecycleEventHistory());
    Instant time =
        events.stream()
            .map(event -> time(event).plusMillis(1))
            .filter(now::isBefore)
            .max(Comparator.naturalOrder())
            .orElse(now);
    events.add(
        HistoryLifecycleEventBuilder.builder()
            .event(ERROR)
            .description(step.text())
            .executedAt(TIME.format(time.atZone(UTC)))
            .build());
    return record.withLifecycleEventHistory(events);
  }

  /**
   * The step that failed last: the one that a manager has noted since the last success, else the
   * one that follows that success in a launch.
   *
   * @param target whether the function depends on others, so that it is modified before its start
   */
  static Optional<FailedStep> failedStep(VirtualNetworkFunctionRecord record, boolean target) {
    List<HistoryLifecycleEvent> latestFirst =
        record.lifecycleEventHistory().stream().sorted(BY_TIME.reversed()).toList();
    for (HistoryLifecycleEvent event : latestFirst) {
      if (!ERROR.equals(event.event())) {
        return after(event.event(), target).map(FailedStep::of);
      }
      Optional<FailedStep> noted = FailedStep.parse(event.description());
      if (noted.isPresent()) {
        return noted;
      }
    }
    return Optional.empty();
  }

  private static Optional<Action.Known> after(@Nullable String success, boolean target) {
    return switch (success == null ? "" : success) {
      case "GRANTED", "ALLOCATE" -> Optional.of(Action.Known.INSTANTIATE);
      case "INSTANTIATE" -> Optional.of(target ? Action.Known.MODIFY : Action.Known.START);
      case "CONFIGURE" -> Optional.of(Action.Known.START);
      default -> Optional.empty();
    };
  }

  private static Instant time(HistoryLifecycleEvent event) {
    String text = event.executedAt();
    try {
      return text == null ? Instant.EPOCH : ZonedDateTime.parse(text, TIME).toInstant();
    } catch (DateTimeException e) {
      // an entry in another form is not lost, but it says nothing about the order
      return Instant.EPOCH;
    }
  }
}
