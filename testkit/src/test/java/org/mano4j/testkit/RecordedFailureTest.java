package org.mano4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;

/** A driver that fails in the launch, as in the recording of one. */
class RecordedFailureTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void looksForTheServerAndTellsTheVnfmAsTheRealOneDoes() throws Exception {
    RecordedService.play(lab.driver);
    lab.driver.throwsIn("launchInstanceAndWait", "Fake exception in test plugin");
    lab.driver.answers("listServer", "{'answer':[{'name':'server_name','extId':'ext_id'}]}");

    String nsr = lab.failed(Nsds.nsd().vnf("one", 1, 2));
    lab.nfvo.terminate(nsr).get();

    assertThat(lab.driver.calls("listServer")).hasSize(1);
    JsonNode recorded =
        Recorded.read("c-driver-fails/22-nfvo-to-vnfm-reply-to-17-ALLOCATE_RESOURCES-ERROR.json");
    JsonNode sent = replyError();
    assertThat(instanceFields(sent)).containsAll(instanceFields(recorded));
    assertThat(sent.path("message").asText())
        .contains("vim1", "one-", "Fake exception in test plugin");
    assertThat(sent.path("vnfr").path("status").asText()).isEqualTo("NULL");
    assertThat(sent.path("vnfr").path("task").asText()).isEqualTo("allocateresources");
    // nobody knows whether there is a server, so that one is deleted by the name of unknown
    assertThat(lab.driver.calls("deleteServerByIdAndWait"))
        .extracting(call -> call.path("parameters").path(1).asText())
        .containsExactly("unknown");
  }

  @Test
  void recordsTheServerThatTheListHasUnderTheChosenHostName() {
    lab.driver.throwsIn("launchInstanceAndWait", "too slow");
    lab.driver.on(
        "listServer",
        call -> {
          String name =
              lab.driver.calls("launchInstanceAndWait").get(0).path("parameters").path(1).asText();
          String answer = "{'answer':[{'extId':'left','hostName':'" + name + "'}]}";
          return CompletableFuture.completedFuture(Recorded.read(answer.getBytes(UTF_8)));
        });

    String nsr = lab.failed(Nsds.nsd().vnf("one", 1, 2));

    VNFCInstance left = lab.nfvo.vnfr(nsr, "one").vnfcInstances().get(0);
    assertThat(left.vcId()).isEqualTo("left");
    assertThat(left.state()).isEqualTo("ERROR");
  }

  @Test
  void recordsTheServerThatTheExceptionCarries() throws Exception {
    lab.driver.answers(
        "launchInstanceAndWait",
        "{'exception':{'detailMessage':'half done','server':{'extId':'half','ips':{}}}}");

    String nsr = lab.failed(Nsds.nsd().vnf("one", 1, 2));
    lab.nfvo.terminate(nsr).get();

    assertThat(lab.driver.calls("listServer")).isEmpty();
    assertThat(lab.driver.calls("deleteServerByIdAndWait"))
        .extracting(call -> call.path("parameters").path(1).asText())
        .containsExactly("half");
  }

  @Test
  void keepsWhatWasLaunchedBeforeTheFailureAndLaunchesNothingMore() {
    lab.nfvo.faults().failLaunch(2, "no room");

    String nsr = lab.failed(Nsds.nsd().vnf("one", 200, 200));

    List<VNFCInstance> instances = lab.nfvo.vnfr(nsr, "one").vnfcInstances();
    assertThat(instances).hasSizeBetween(2, 40);
    assertThat(instances).extracting(VNFCInstance::state).contains("CREATED", "ERROR");
    assertThat(lab.driver.servers()).hasSize(instances.size() - 1);
    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("no room");
  }

  @Test
  void releasesAVnfrInErrorAndLeavesNothingOver() throws Exception {
    lab.nfvo.faults().failLaunch(2, "no room");
    String nsr = lab.failed(Nsds.nsd().vnf("one", 3, 3));

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.driver.servers()).isEmpty();
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
  }

  private JsonNode replyError() {
    return lab.vnfm.bodies().stream()
        .map(Recorded::read)
        .filter(body -> Action.ERROR.text().equals(body.path("action").asText()))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> instanceFields(JsonNode error) {
    return Recorded.fields(error.path("vnfr").path("vdu").path(0).path("vnfc_instance"));
  }

  @Test
  void answersAFailedLaunchWithAReplyAndNotWithAMessageOfItsOwn() {
    lab.nfvo.faults().failLaunch(1, "no room");

    lab.failed(Nsds.nsd().vnf("one", 1, 1));

    assertThat(lab.vnfm.received(OrVnfmError.class, Action.ERROR)).isEmpty();
  }
}
