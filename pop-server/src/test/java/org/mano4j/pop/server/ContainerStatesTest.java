package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.PopException;

/** Every request and every report in every state. */
class ContainerStatesTest {

  @ParameterizedTest
  @CsvSource({
    // request, state, next state or refusal, beginning of its text
    "METADATA, CREATED,     CREATED,             ",
    "METADATA, RUNNING,     ALREADY_EXISTS,      container already started",
    "METADATA, STOPPING,    ALREADY_EXISTS,      container already started",
    "METADATA, EXITED,      ALREADY_EXISTS,      container already started",
    "METADATA, FAILED,      ALREADY_EXISTS,      container already started",
    "METADATA, UNAVAILABLE, ALREADY_EXISTS,      container already started",
    "START,    CREATED,     CREATED,             ",
    "START,    RUNNING,     ALREADY_EXISTS,      container already started",
    "START,    EXITED,      ALREADY_EXISTS,      container already started",
    "START,    STOPPING,    FAILED_PRECONDITION, container is in an invalid state",
    "START,    FAILED,      FAILED_PRECONDITION, container is in an invalid state",
    "START,    UNAVAILABLE, FAILED_PRECONDITION, container is in an invalid state",
    "STOP,     RUNNING,     STOPPING,            ",
    "STOP,     CREATED,     FAILED_PRECONDITION, container not started yet",
    "STOP,     EXITED,      FAILED_PRECONDITION, container already stopped",
    "STOP,     FAILED,      FAILED_PRECONDITION, container already stopped",
    "STOP,     STOPPING,    FAILED_PRECONDITION, container is in an invalid state",
    "STOP,     UNAVAILABLE, FAILED_PRECONDITION, container is in an invalid state",
    "DELETE,   CREATED,     CREATED,             ",
    "DELETE,   RUNNING,     STOPPING,            ",
    "DELETE,   STOPPING,    STOPPING,            ",
    "DELETE,   EXITED,      EXITED,              ",
    "DELETE,   FAILED,      FAILED,              ",
    "DELETE,   UNAVAILABLE, UNAVAILABLE,         ",
    "RESET,    EXITED,      CREATED,             ",
    "RESET,    FAILED,      CREATED,             ",
    "RESET,    CREATED,     FAILED_PRECONDITION, container not started yet",
    "RESET,    RUNNING,     FAILED_PRECONDITION, container is in an invalid state",
    "RESET,    STOPPING,    FAILED_PRECONDITION, container is in an invalid state",
    "RESET,    UNAVAILABLE, FAILED_PRECONDITION, container is in an invalid state",
  })
  void requestsAreAllowedOrRefusedByState(
      ContainerRequest request, ContainerStatus status, String outcome, String text) {
    if (text == null) {
      assertThat(request.after("web", status)).hasToString(outcome);
      return;
    }
    assertThatThrownBy(() -> request.after("web", status))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).hasToString(outcome))
        .satisfies(e -> assertThat(e.reason()).isIn("ALREADY_STARTED", "WRONG_STATE"))
        .satisfies(
            e -> assertThat(e.text()).startsWith(text).contains("'web'").contains(status.name()));
  }

  static Stream<Arguments> reports() {
    Map<ContainerReport, Map<ContainerStatus, ContainerStatus>> changes = new HashMap<>();
    changes.put(ContainerReport.STARTED, Map.of(ContainerStatus.CREATED, ContainerStatus.RUNNING));
    changes.put(
        ContainerReport.START_FAILED, Map.of(ContainerStatus.CREATED, ContainerStatus.FAILED));
    changes.put(
        ContainerReport.STOPPED,
        Map.of(
            ContainerStatus.RUNNING, ContainerStatus.EXITED,
            ContainerStatus.STOPPING, ContainerStatus.EXITED));
    changes.put(
        ContainerReport.STOP_FAILED,
        Map.of(
            ContainerStatus.RUNNING, ContainerStatus.FAILED,
            ContainerStatus.STOPPING, ContainerStatus.FAILED));
    changes.put(
        ContainerReport.ENDED_WELL,
        Map.of(
            ContainerStatus.RUNNING, ContainerStatus.EXITED,
            ContainerStatus.STOPPING, ContainerStatus.EXITED));
    changes.put(
        ContainerReport.ENDED_BADLY,
        Map.of(
            ContainerStatus.RUNNING, ContainerStatus.FAILED,
            ContainerStatus.STOPPING, ContainerStatus.EXITED));
    return Arrays.stream(ContainerReport.values())
        .flatMap(
            report ->
                Arrays.stream(ContainerStatus.values())
                    .map(
                        status ->
                            Arguments.of(
                                report, status, changes.get(report).getOrDefault(status, status))));
  }

  @ParameterizedTest
  @MethodSource("reports")
  void reportsChangeTheStateTheyAreMeantForAndNoOther(
      ContainerReport report, ContainerStatus status, ContainerStatus next) {
    assertThat(report.after(status)).isEqualTo(next);
  }

  @Test
  void onlyAResetLeadsOutOfTheEnd() {
    for (ContainerStatus end : List.of(ContainerStatus.EXITED, ContainerStatus.FAILED)) {
      for (ContainerRequest request : ContainerRequest.values()) {
        ContainerStatus next;
        try {
          next = request.after("web", end);
        } catch (PopException e) {
          continue;
        }
        assertThat(next)
            .as("%s in %s", request, end)
            .isEqualTo(request == ContainerRequest.RESET ? ContainerStatus.CREATED : end);
      }
    }
  }

  @Test
  void noSequenceLeadsBack() {
    List<ContainerStatus> order =
        List.of(
            ContainerStatus.CREATED,
            ContainerStatus.RUNNING,
            ContainerStatus.STOPPING,
            ContainerStatus.EXITED,
            ContainerStatus.FAILED);
    for (ContainerStatus status : order) {
      for (ContainerReport report : ContainerReport.values()) {
        assertThat(order.indexOf(report.after(status)))
            .as("%s in %s", report, status)
            .isGreaterThanOrEqualTo(order.indexOf(status));
      }
    }
    for (ContainerStatus end : List.of(ContainerStatus.EXITED, ContainerStatus.FAILED)) {
      for (ContainerReport report : ContainerReport.values()) {
        assertThat(report.after(end)).isEqualTo(end);
      }
    }
  }
}
