package org.mano4j.testkit.replay;

import static org.mano4j.testkit.replay.IntendedDifference.at;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * In what mano4j means to differ from the managers that were recorded. {@code docs/replay.md} shows
 * the same list to readers.
 */
final class IntendedDifferences {

  static final List<IntendedDifference> ALL =
      List.of(
          at(
                  "properties:/content_type",
                  "answers are text/plain, which every peer takes; the recorded VNFM wrote"
                      + " plain/text, the recorded driver nothing")
              .whenNow("text/plain"),
          at("/**", "empty collections are written, since the NFVO reads them without a null check")
              .whenEmptyNow(),
          at("/**/hbVersion", "a new entity has version 0 for the NFVO also when nothing is said")
              .when(d -> absentNow(d) && is(d.recorded(), "0")),
          at("/**/shared", "a new entity is not shared for the NFVO also when nothing is said")
              .when(d -> absentNow(d) && is(d.recorded(), "false")),
          at(
                  "/virtualNetworkFunctionRecord/vdu/*/vnfc_instance/*/state",
                  "instances are marked ACTIVE when they are started and INACTIVE when they are"
                      + " stopped; the recorded VNFM left that to the NFVO")
              .in("START", "STOP")
              .when(IntendedDifferences::isMark),
          at("/vnfcInstance/state", "as in the record, so in the instance beside it")
              .in("START", "STOP")
              .when(IntendedDifferences::isMark),
          at("/errorLog/0", "words of our own for: logs are not supported").in("LOG_REQUEST"),
          at(
                  "/exception/detailMessage",
                  "words of our own that name step and VNFR; the text of the cause is in them")
              .in("INSTANTIATE")
              .when(IntendedDifferences::namesTheRecordedCause),
          at(
                  "/exception/cause",
                  "class names, causes and the record once more are of no use to the NFVO, which"
                      + " shows the text")
              .in("INSTANTIATE")
              .when(IntendedDifferences::absentNow),
          at("/exception/stackTrace/*", "stack traces stay in the manager's own log")
              .when(IntendedDifferences::absentNow),
          at("/exception/suppressedExceptions", "as the stack traces")
              .when(d -> absentNow(d) && d.recorded() != null && d.recorded().isEmpty()),
          at(
                  "/virtualNetworkFunctionRecord/configurations/configurationParameters/*",
                  "a handler that throws has returned no record, so that the NFVO gets the one"
                      + " before it")
              .in("INSTANTIATE")
              .when(
                  d ->
                      absentNow(d)
                          && d.recorded() != null
                          && is(d.recorded().path("confKey"), "new_key")),
          at(
                  "/virtualNetworkFunctionRecord/lifecycle_event_history/*",
                  "the failed step is noted in the record's history, where RESUME finds it")
              .in("INSTANTIATE", "RESUME")
              .when(
                  d ->
                      d.recorded() == null
                          && d.actual() != null
                          && is(d.actual().path("event"), "ERROR")),
          at("/cause", "an answer to HEAL says which cause it answers").in("HEAL").whenNew(),
          at(
                  "/nsrId",
                  "RESUME runs the failed step again, and its failure is an ERROR like any other;"
                      + " the recorded VNFM knew of no step")
              .in("RESUME")
              .whenNew(),
          at("/exception", "as the nsrId: why the step has failed again").in("RESUME").whenNew());

  private IntendedDifferences() {}

  private static boolean absentNow(Difference difference) {
    return difference.actual() == null;
  }

  private static boolean is(@Nullable JsonNode value, String text) {
    return value != null && value.asText().equals(text);
  }

  private static boolean namesTheRecordedCause(Difference difference) {
    if (difference.recorded() == null || difference.actual() == null) {
      return false;
    }
    String recorded = difference.recorded().asText();
    String cause = recorded.substring(recorded.lastIndexOf(": ") + 2);
    return difference.actual().asText().contains(cause);
  }

  private static boolean isMark(Difference difference) {
    return is(difference.actual(), "ACTIVE") || is(difference.actual(), "INACTIVE");
  }
}
