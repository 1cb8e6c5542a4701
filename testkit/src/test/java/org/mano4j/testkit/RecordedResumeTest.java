package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

/** A VNFM that fails after the allocation, and again when it is resumed, as in the recording. */
class RecordedResumeTest {

  private static final String D = "d-vnfm-fails-and-resume/";

  /** The real one stores entries of the history a little later than it sends them. */
  private static final List<String> INTENDED = List.of("/lifecycle_event_history[]/id \"*\"");

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void sendsTheFieldsThatTheRealOneHasSent() throws Exception {
    RecordedService.play(lab.driver);
    lab.vnfm.changes(
        Action.INSTANTIATE,
        answer -> {
          VirtualNetworkFunctionRecord vnfr = answer.carriedVnfr().orElseThrow();
          return ScriptedVnfm.error(
              RecordedService.withParameter(vnfr), "timeout value is negative");
        });
    lab.vnfm.on(
        Action.RESUME,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrGeneric(Action.ERROR, ScriptedVnfm.vnfr(request), null, Map.of())));
    byte[] nsd = RecordedService.nsd(false, D + "05-nfvo-to-vnfm-INSTANTIATE.json");
    String nsr = lab.nfvo.launch(lab.nfvo.onboard("nsd.json", nsd));
    lab.nfvo.awaitStatus(nsr, Status.ERROR, Lab.SOON);

    assertThat(lab.nfvo.operations(nsr).resume()).failsWithin(Lab.SOON);
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
    lab.nfvo.terminate(nsr).get();

    for (String file : List.of("17-nfvo-to-vnfm-RESUME", "19-nfvo-to-vnfm-RELEASE_RESOURCES")) {
      JsonNode recorded = Recorded.read(D + file + ".json");
      RecordedDifference difference =
          RecordedDifference.ofClosest(
              recorded, RecordedDifference.alike(recorded, lab.vnfm, lab.driver), INTENDED);
      assertThat(difference.missing()).as(file).isEmpty();
      assertThat(difference.added()).as(file).isEmpty();
    }
  }
}
