package org.mano4j.catalogue.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.Samples;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class NsrStatusTest {

  @Test
  void isTheLowestOfTheVnfrs() {
    assertThat(NsrStatus.of(List.of(Status.ACTIVE, Status.INACTIVE, Status.SCALING)))
        .isEqualTo(Status.INACTIVE);
    assertThat(NsrStatus.of(List.of(Status.ACTIVE, Status.ERROR, Status.NULL)))
        .isEqualTo(Status.ERROR);
    assertThat(NsrStatus.of(List.of(Status.ACTIVE, Status.RESUMING))).isEqualTo(Status.ACTIVE);
  }

  @Test
  void isTerminatedAsSoonAsOneVnfrIs() {
    assertThat(NsrStatus.of(List.of(Status.ACTIVE, Status.TERMINATED, Status.ERROR)))
        .isEqualTo(Status.TERMINATED);
  }

  @Test
  void isNullWithoutVnfrs() {
    assertThat(NsrStatus.of(List.of())).isEqualTo(Status.NULL);
  }

  @Test
  void takesAStatusThatIsNotKnownForNull() {
    assertThat(NsrStatus.of(List.of(Status.ACTIVE, Status.of("NOVEL"))))
        .isEqualTo(Status.of("NOVEL"));
    assertThat(NsrStatus.of(List.of(Status.ERROR, Status.of("NOVEL")))).isEqualTo(Status.ERROR);
  }

  @ParameterizedTest
  @CsvSource({
    "GRANT_OPERATION, NULL, grantoperation",
    "ALLOCATE_RESOURCES, NULL, allocateresources",
    "INSTANTIATE, INITIALIZED, instantiate",
    "MODIFY, INACTIVE, modify",
    "START, ACTIVE, start",
    "STOP, INACTIVE, stop",
    "SCALING, SCALING, scaling",
    "SCALED, ACTIVE, scaled",
    "HEAL, ACTIVE, heal",
    "RELEASE_RESOURCES, TERMINATED, releaseresources",
    "ERROR, ERROR, error",
    "UPDATE, , update",
    "EXECUTE, , execute",
    "NOVEL_THING, , novelthing",
  })
  void followsFromTheAnswerOfTheManager(String action, String status, String task) {
    assertThat(NsrStatus.after(Action.of(action)).map(Status::text).orElse(null)).isEqualTo(status);
    assertThat(NsrStatus.task(Action.of(action))).isEqualTo(task);
  }

  /** What a real NFVO had of a VNFR after an answer, as its next message shows. */
  @ParameterizedTest
  @CsvSource({
    "a-lifecycle/29-vnfm-to-nfvo-reply-to-08-INSTANTIATE, a-lifecycle/31-nfvo-to-vnfm-MODIFY",
    "a-lifecycle/30-vnfm-to-nfvo-reply-to-07-INSTANTIATE, a-lifecycle/32-nfvo-to-vnfm-START",
    "a-lifecycle/34-vnfm-to-nfvo-reply-to-31-MODIFY, a-lifecycle/35-nfvo-to-vnfm-START",
    "a-lifecycle/33-vnfm-to-nfvo-reply-to-32-START, a-lifecycle/37-nfvo-to-vnfm-SCALE_OUT",
    "a-lifecycle/36-vnfm-to-nfvo-reply-to-35-START, a-lifecycle/43-nfvo-to-vnfm-MODIFY",
    "a-lifecycle/42-vnfm-to-nfvo-reply-to-37-SCALE_OUT-SCALED, a-lifecycle/47-nfvo-to-vnfm-STOP",
    "a-lifecycle/48-vnfm-to-nfvo-reply-to-47-STOP, a-lifecycle/49-nfvo-to-vnfm-START",
    "b-package-and-day2/54-vnfm-to-nfvo-reply-to-53-START,"
        + " b-package-and-day2/55-nfvo-to-vnfm-RELEASE_RESOURCES",
    "b-package-and-day2/46-vnfm-to-nfvo-reply-to-45-UPDATE,"
        + " b-package-and-day2/51-nfvo-to-vnfm-INSTANTIATE",
    "b-package-and-day2/44-vnfm-to-nfvo-reply-to-43-HEAL,"
        + " b-package-and-day2/45-nfvo-to-vnfm-UPDATE",
  })
  void keepsARecordAsTheRecordedOrchestratorDid(String answer, String next) {
    VirtualNetworkFunctionRecord kept =
        NsrStatus.after(MessageJson.readVnfmOr(Samples.bytes("captured/" + answer + ".json")))
            .orElseThrow();

    VirtualNetworkFunctionRecord shown =
        MessageJson.readOrVnfm(Samples.bytes("captured/" + next + ".json"))
            .carriedVnfr()
            .orElseThrow();
    assertThat(kept.name()).isEqualTo(shown.name());
    assertThat(kept.status()).isEqualTo(shown.status());
    assertThat(kept.task()).isEqualTo(shown.task());
    assertThat(states(kept)).isEqualTo(states(shown));
  }

  private static Map<String, String> states(VirtualNetworkFunctionRecord vnfr) {
    return vnfr.vnfcInstances().stream()
        .collect(Collectors.toMap(VNFCInstance::id, i -> String.valueOf(i.state())));
  }

  @Test
  void staysActiveAfterStopWhileAnInstanceRuns() {
    assertThat(stop("i1").status()).isEqualTo(Status.ACTIVE);
    assertThat(stop("i1").findVnfcInstance("i1").orElseThrow().state()).isEqualTo("INACTIVE");
    assertThat(stop("i1").findVnfcInstance("i2").orElseThrow().state()).isEqualTo("ACTIVE");
  }

  @Test
  void isInactiveAfterStopOfAll() {
    assertThat(stop(null).status()).isEqualTo(Status.INACTIVE);
  }

  private static VirtualNetworkFunctionRecord stop(String instance) {
    String one = instance == null ? "" : ",\"vnfcInstance\":{\"id\":\"" + instance + "\"}";
    String answer =
        "{\"action\":\"STOP\",\"virtualNetworkFunctionRecord\":{\"status\":\"ACTIVE\",\"vdu\":[{"
            + "\"vnfc_instance\":[{\"id\":\"i1\",\"state\":\"ACTIVE\"},"
            + "{\"id\":\"i2\",\"state\":\"ACTIVE\"}]}]}"
            + one
            + "}";
    return NsrStatus.after(
            MessageJson.readVnfmOr(CatalogueJson.write(CatalogueJson.read(answer, Map.class))))
        .orElseThrow();
  }

  @Test
  void keepsAStandbyInstanceStandingBy() {
    VirtualNetworkFunctionRecord kept =
        NsrStatus.after(
                MessageJson.readVnfmOr(
                    Samples.bytes(
                        "captured/b-package-and-day2/"
                            + "42-vnfm-to-nfvo-reply-to-37-SCALE_OUT-SCALED.json")))
            .orElseThrow();

    assertThat(states(kept).values()).containsExactlyInAnyOrder("STANDBY", "ACTIVE");
  }

  @Test
  void onlyTheNewInstanceBecomesActiveWhateverItsDriverSaid() {
    byte[] scaled =
        """
        {"action": "SCALED", "vnfcInstance": {"id": "new", "state": "CREATED"},
         "virtualNetworkFunctionRecord": {"vdu": [{"vnfc_instance": [
           {"id": "old", "state": "INACTIVE"}, {"id": "new", "state": "CREATED"}]}]}}
        """
            .getBytes(StandardCharsets.UTF_8);

    assertThat(states(NsrStatus.after(MessageJson.readVnfmOr(scaled)).orElseThrow()))
        .containsEntry("old", "INACTIVE")
        .containsEntry("new", "ACTIVE");
  }

  @Test
  void followsNothingFromAnAnswerThatAnOrchestratorDoesNotHandle() {
    assertThat(
            NsrStatus.after(
                MessageJson.readVnfmOr(
                    Samples.bytes(
                        "captured/b-package-and-day2/36-vnfm-to-nfvo-reply-to-35-EXECUTE.json"))))
        .isEmpty();
  }

  @Test
  void followsNothingFromAnAnswerWithoutRecord() {
    assertThat(
            NsrStatus.after(
                MessageJson.readVnfmOr(CatalogueJson.write(Map.of("action", "LOG_REQUEST")))))
        .isEmpty();
  }
}
