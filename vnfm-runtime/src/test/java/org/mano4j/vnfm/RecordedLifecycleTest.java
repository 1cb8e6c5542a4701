package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.configuration.ConfigurationParameter;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/**
 * Plays the NFVO's side of recorded exchanges and compares what the runtime sends with what the
 * recorded manager sent. Intended differences, besides those that {@link Recordings#differences}
 * does not count: instances are ACTIVE in the answer to START and INACTIVE in the one to STOP,
 * where the recorded manager left their states to the NFVO; the answer to HEAL repeats the cause;
 * the record of an ERROR notes in its history which step failed, so that RESUME, which the recorded
 * manager could not answer, finds it.
 */
class RecordedLifecycleTest {

  private final ScriptedNfvo nfvo = new ScriptedNfvo();
  private final VnfmRuntime vnfm = nfvo.vnfm(new RecordedManager()).build();
  private final Map<String, List<String>> differences = new ConcurrentHashMap<>();

  /** Does to the record what the recorded manager did. */
  private static final class RecordedManager implements VnfmHandler {
    @Override
    public VirtualNetworkFunctionRecord instantiate(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, OrVnfmInstantiate request) {
      List<ConfigurationParameter> parameters =
          new ArrayList<>(vnfr.configurations().configurationParameters());
      parameters.add(
          ConfigurationParameterBuilder.builder().confKey("new_key").value("new_value").build());
      return vnfr.withConfigurations(vnfr.configurations().withConfigurationParameters(parameters));
    }
  }

  @BeforeEach
  void start() {
    vnfm.start();
  }

  @AfterEach
  void stop() {
    vnfm.close();
    nfvo.close();
  }

  @Test
  void registersAsTheRecordedManagerDid() {
    JsonNode recorded = Recordings.tree("a-03-vnfm-to-nfvo-register").path("vnfmManagerEndpoint");

    JsonNode ours =
        Recordings.tree(CatalogueJson.write(nfvo.registrations.get(0).vnfmManagerEndpoint()));

    assertThat(Recordings.differences(recorded, ours))
        .allMatch(difference -> difference.startsWith("/description"));
    assertThat(nfvo.registrations.get(0).type()).isEqualTo("dummy");
  }

  @ParameterizedTest
  @CsvSource({
    "a-08-nfvo-to-vnfm-INSTANTIATE, a-10-vnfm-to-nfvo-GRANT_OPERATION,"
        + " a-21-nfvo-to-vnfm-reply-to-10-GRANT_OPERATION, a-22-vnfm-to-nfvo-ALLOCATE_RESOURCES,"
        + " a-28-nfvo-to-vnfm-reply-to-22-ALLOCATE_RESOURCES,"
        + " a-29-vnfm-to-nfvo-reply-to-08-INSTANTIATE",
    "a-07-nfvo-to-vnfm-INSTANTIATE, a-09-vnfm-to-nfvo-GRANT_OPERATION,"
        + " a-15-nfvo-to-vnfm-reply-to-09-GRANT_OPERATION, a-16-vnfm-to-nfvo-ALLOCATE_RESOURCES,"
        + " a-27-nfvo-to-vnfm-reply-to-16-ALLOCATE_RESOURCES,"
        + " a-30-vnfm-to-nfvo-reply-to-07-INSTANTIATE",
    "b-01-nfvo-to-vnfm-INSTANTIATE, b-03-vnfm-to-nfvo-GRANT_OPERATION,"
        + " b-09-nfvo-to-vnfm-reply-to-03-GRANT_OPERATION, b-10-vnfm-to-nfvo-ALLOCATE_RESOURCES,"
        + " b-24-nfvo-to-vnfm-reply-to-10-ALLOCATE_RESOURCES,"
        + " b-27-vnfm-to-nfvo-reply-to-01-INSTANTIATE",
    "b-02-nfvo-to-vnfm-INSTANTIATE, b-04-vnfm-to-nfvo-GRANT_OPERATION,"
        + " b-16-nfvo-to-vnfm-reply-to-04-GRANT_OPERATION, b-17-vnfm-to-nfvo-ALLOCATE_RESOURCES,"
        + " b-22-nfvo-to-vnfm-reply-to-17-ALLOCATE_RESOURCES,"
        + " b-25-vnfm-to-nfvo-reply-to-02-INSTANTIATE"
  })
  void launches(
      String request, String grant, String granted, String allocate, String allocated, String end) {
    nfvo.answering(
        asked ->
            asked.at("/action").asText().equals("GRANT_OPERATION")
                ? compared(grant, asked, granted)
                : compared(allocate, asked, allocated));

    JsonNode answer = nfvo.request("dummy", Recordings.bytes(request)).join();

    assertThat(differences).containsOnlyKeys(grant, allocate);
    assertThat(differences).allSatisfy((name, found) -> assertThat(found).isEmpty());
    assertThat(Recordings.differences(Recordings.tree(end), answer)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-31-nfvo-to-vnfm-MODIFY, a-34-vnfm-to-nfvo-reply-to-31-MODIFY",
    "a-43-nfvo-to-vnfm-MODIFY, a-44-vnfm-to-nfvo-reply-to-43-MODIFY",
    "a-55-nfvo-to-vnfm-RELEASE_RESOURCES, a-58-vnfm-to-nfvo-reply-to-55-RELEASE_RESOURCES",
    "a-56-nfvo-to-vnfm-RELEASE_RESOURCES, a-57-vnfm-to-nfvo-reply-to-56-RELEASE_RESOURCES",
    "c-24-nfvo-to-vnfm-RELEASE_RESOURCES, c-25-vnfm-to-nfvo-reply-to-24-RELEASE_RESOURCES",
    "b-35-nfvo-to-vnfm-EXECUTE, b-36-vnfm-to-nfvo-reply-to-35-EXECUTE",
    "b-28-nfvo-to-vnfm-MODIFY, b-30-vnfm-to-nfvo-reply-to-28-MODIFY",
    "b-55-nfvo-to-vnfm-RELEASE_RESOURCES, b-56-vnfm-to-nfvo-reply-to-55-RELEASE_RESOURCES",
    "b-45-nfvo-to-vnfm-UPDATE, b-46-vnfm-to-nfvo-reply-to-45-UPDATE",
    "d-19-nfvo-to-vnfm-RELEASE_RESOURCES, d-20-vnfm-to-nfvo-reply-to-19-RELEASE_RESOURCES",
    "b-51-nfvo-to-vnfm-INSTANTIATE, b-52-vnfm-to-nfvo-reply-to-51-INSTANTIATE",
    "a-51-nfvo-to-vnfm-SCALE_IN, a-54-vnfm-to-nfvo-reply-to-51-SCALE_IN"
  })
  void answersAsTheRecordedManagerDid(String request, String recorded) {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes(request)).join();

    assertThat(Recordings.differences(Recordings.tree(recorded), answer)).isEmpty();
    assertThat(nfvo.asked).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a-32-nfvo-to-vnfm-START, a-33-vnfm-to-nfvo-reply-to-32-START",
    "a-35-nfvo-to-vnfm-START, a-36-vnfm-to-nfvo-reply-to-35-START",
    "b-26-nfvo-to-vnfm-START, b-29-vnfm-to-nfvo-reply-to-26-START"
  })
  void startsAndMarksTheInstanceActive(String request, String recorded) {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes(request)).join();

    assertThat(Recordings.differences(Recordings.tree(recorded), answer))
        .containsExactly(
            "/virtualNetworkFunctionRecord/vdu/0/vnfc_instance/0/state: absent -> \"ACTIVE\"");
  }

  @Test
  void startsAnActiveFunctionAgain() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("a-45-nfvo-to-vnfm-START")).join();

    assertThat(
            Recordings.differences(Recordings.tree("a-46-vnfm-to-nfvo-reply-to-45-START"), answer))
        .isEmpty();
  }

  @Test
  void startsOneInstanceAndMarksItActive() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("a-49-nfvo-to-vnfm-START")).join();

    assertThat(
            Recordings.differences(Recordings.tree("a-50-vnfm-to-nfvo-reply-to-49-START"), answer))
        .containsExactlyInAnyOrder(
            "/vnfcInstance/state: \"INACTIVE\" -> \"ACTIVE\"",
            "/virtualNetworkFunctionRecord/vdu/0/vnfc_instance/1/state: \"INACTIVE\" ->"
                + " \"ACTIVE\"");
  }

  @Test
  void stopsOneInstanceAndMarksItInactive() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("a-47-nfvo-to-vnfm-STOP")).join();

    assertThat(
            Recordings.differences(Recordings.tree("a-48-vnfm-to-nfvo-reply-to-47-STOP"), answer))
        .containsExactlyInAnyOrder(
            "/vnfcInstance/state: \"ACTIVE\" -> \"INACTIVE\"",
            "/virtualNetworkFunctionRecord/vdu/0/vnfc_instance/1/state: \"ACTIVE\" ->"
                + " \"INACTIVE\"");
  }

  @ParameterizedTest
  @CsvSource({
    "a-37-nfvo-to-vnfm-SCALE_OUT, a-38-vnfm-to-nfvo-SCALING,"
        + " a-41-nfvo-to-vnfm-reply-to-38-SCALING-SCALED,"
        + " a-42-vnfm-to-nfvo-reply-to-37-SCALE_OUT-SCALED",
    "b-37-nfvo-to-vnfm-SCALE_OUT, b-38-vnfm-to-nfvo-SCALING,"
        + " b-41-nfvo-to-vnfm-reply-to-38-SCALING-SCALED,"
        + " b-42-vnfm-to-nfvo-reply-to-37-SCALE_OUT-SCALED"
  })
  void scalesOut(String request, String scaling, String scaled, String end) {
    nfvo.answering(asked -> compared(scaling, asked, scaled));

    JsonNode answer = nfvo.request("dummy", Recordings.bytes(request)).join();

    assertThat(differences.get(scaling)).isEmpty();
    assertThat(Recordings.differences(Recordings.tree(end), answer)).isEmpty();
  }

  @Test
  void reportsAFailedAllocationWithTheRecordOfTheNfvo() {
    nfvo.answering(
        asked ->
            asked.at("/action").asText().equals("GRANT_OPERATION")
                ? compared(
                    "c-11-vnfm-to-nfvo-GRANT_OPERATION",
                    asked,
                    "c-16-nfvo-to-vnfm-reply-to-11-GRANT_OPERATION")
                : compared(
                    "c-17-vnfm-to-nfvo-ALLOCATE_RESOURCES",
                    asked,
                    "c-22-nfvo-to-vnfm-reply-to-17-ALLOCATE_RESOURCES-ERROR"));

    JsonNode answer =
        nfvo.request("dummy", Recordings.bytes("c-10-nfvo-to-vnfm-INSTANTIATE")).join();

    assertThat(differences).allSatisfy((name, found) -> assertThat(found).isEmpty());
    JsonNode recorded = Recordings.tree("c-23-vnfm-to-nfvo-reply-to-10-INSTANTIATE-error");
    assertThat(Recordings.differences(recorded, answer))
        .allMatch(
            difference ->
                difference.startsWith("/exception/")
                    || difference.contains("/lifecycle_event_history/"));
    assertThat(noted(answer)).endsWith("Failed step: INSTANTIATE");
    assertThat(answer.at("/exception/detailMessage").asText())
        .startsWith("the NFVO failed ALLOCATE_RESOURCES of VNFR 'one': Not launched VM")
        .contains("Fake exception in test plugin");
  }

  @Test
  void answersARequestForLogsInItsForm() {
    JsonNode answer =
        nfvo.request("dummy", Recordings.bytes("b-33-nfvo-to-vnfm-LOG_REQUEST")).join();

    assertThat(
            Recordings.differences(
                Recordings.tree("b-34-vnfm-to-nfvo-reply-to-33-LOG_REQUEST"), answer))
        .singleElement()
        .asString()
        .startsWith("/errorLog/0");
    assertThat(answer.at("/errorLog/0").asText()).contains("does not support");
  }

  @Test
  void healsAndRepeatsTheCause() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("b-43-nfvo-to-vnfm-HEAL")).join();

    assertThat(
            Recordings.differences(Recordings.tree("b-44-vnfm-to-nfvo-reply-to-43-HEAL"), answer))
        .containsExactly("/cause: absent -> \"switchToStandby\"");
  }

  @Test
  void startsAfterARestartAndMarksAllInstancesActive() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("b-53-nfvo-to-vnfm-START")).join();

    assertThat(
            Recordings.differences(Recordings.tree("b-54-vnfm-to-nfvo-reply-to-53-START"), answer))
        .allMatch(
            difference -> difference.matches(".*/vnfc_instance/\\d+/state: .* -> \"ACTIVE\""));
  }

  @Test
  void notesTheStepThatFailedInTheRecordOfAnError() {
    vnfm.close();
    VnfmRuntime failing =
        nfvo.vnfm(
                new VnfmHandler() {
                  @Override
                  public VirtualNetworkFunctionRecord instantiate(
                      VnfmContext context,
                      VirtualNetworkFunctionRecord vnfr,
                      OrVnfmInstantiate request) {
                    throw new IllegalArgumentException("timeout value is negative");
                  }
                })
            .build();
    failing.start();
    nfvo.answering(
        asked ->
            asked.at("/action").asText().equals("GRANT_OPERATION")
                ? compared(
                    "d-06-vnfm-to-nfvo-GRANT_OPERATION",
                    asked,
                    "d-11-nfvo-to-vnfm-reply-to-06-GRANT_OPERATION")
                : compared(
                    "d-12-vnfm-to-nfvo-ALLOCATE_RESOURCES",
                    asked,
                    "d-15-nfvo-to-vnfm-reply-to-12-ALLOCATE_RESOURCES"));

    JsonNode answer =
        nfvo.request("dummy", Recordings.bytes("d-05-nfvo-to-vnfm-INSTANTIATE")).join();
    failing.close();

    assertThat(differences).allSatisfy((name, found) -> assertThat(found).isEmpty());
    JsonNode recorded = Recordings.tree("d-16-vnfm-to-nfvo-reply-to-05-INSTANTIATE-error");
    assertThat(Recordings.differences(recorded, answer))
        .allMatch(
            difference ->
                difference.startsWith("/exception/")
                    || difference.contains("/lifecycle_event_history/")
                    // the recorded manager had changed the record in place before it failed
                    || difference.contains("new_key")
                    || difference.contains("new_value"));
    assertThat(noted(answer)).containsExactly("Failed step: INSTANTIATE");
    assertThat(
            answer
                .at("/virtualNetworkFunctionRecord/lifecycle_event_history/2/executedAt")
                .asText())
        .matches("\\d{4}\\.\\d\\d\\.\\d\\d-\\d\\d:\\d\\d:\\d\\d:\\d{3}-UTC");
  }

  @Test
  void resumesTheStepThatTheHistoryShows() {
    JsonNode answer = nfvo.request("dummy", Recordings.bytes("d-17-nfvo-to-vnfm-RESUME")).join();

    JsonNode recorded = Recordings.tree("d-18-vnfm-to-nfvo-reply-to-17-RESUME-ERROR");
    assertThat(Recordings.differences(recorded, answer))
        .contains("/action: \"ERROR\" -> \"INSTANTIATE\"")
        .allMatch(
            difference ->
                difference.startsWith("/action") || difference.contains("configurationParameters"));
    assertThat(nfvo.asked).isEmpty();
  }

  private static List<String> noted(JsonNode answer) {
    List<String> noted = new ArrayList<>();
    answer
        .at("/virtualNetworkFunctionRecord/lifecycle_event_history")
        .forEach(
            event -> {
              if (event.path("event").asText().equals("ERROR")) {
                noted.add(event.path("description").asText());
              }
            });
    return noted;
  }

  private CompletableFuture<byte[]> compared(String recorded, JsonNode asked, String reply) {
    differences.put(recorded, Recordings.differences(Recordings.tree(recorded), asked));
    return CompletableFuture.completedFuture(Recordings.bytes(reply));
  }
}
