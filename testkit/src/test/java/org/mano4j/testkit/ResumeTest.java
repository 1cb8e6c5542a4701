package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.message.VnfmOrInstantiate;
import org.mano4j.catalogue.message.VnfmOrStartStop;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;

class ResumeTest {

  @RegisterExtension final Lab lab = Lab.open();

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  /** Fails in a step for one VNFR, and says in the answer to RESUME that it took it again. */
  private String failedIn(Action step, String vnfr) {
    lab.vnfm.on(
        step,
        request -> {
          if (!vnfr.equals(ScriptedVnfm.vnfr(request).name())) {
            return ScriptedVnfm.completed(lab.vnfm.usual(request));
          }
          return ScriptedVnfm.completed(
              ScriptedVnfm.error(ScriptedVnfm.vnfr(request), "a script failed"));
        });
    String nsr = lab.failed(service());
    lab.vnfm.on(step, request -> ScriptedVnfm.completed(lab.vnfm.usual(request)));
    return nsr;
  }

  @Test
  void goesOnAfterAStart() throws Exception {
    String nsr = failedIn(Action.START, "srv");
    lab.vnfm.on(
        Action.RESUME,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrStartStop(
                    Action.START, ScriptedVnfm.vnfr(request), null, null, Map.of())));

    NetworkServiceRecord resumed = lab.nfvo.operations(nsr).resume().get();

    assertThat(resumed.status()).isEqualTo(Status.ACTIVE);
    assertThat(lab.nfvo.failure(nsr)).isEmpty();
    lab.nfvo.trace().assertActions("srv", "INSTANTIATE", "START", "RESUME");
  }

  @Test
  void goesOnAfterAModify() throws Exception {
    String nsr = failedIn(Action.MODIFY, "cli");
    lab.vnfm.on(
        Action.RESUME,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrGeneric(Action.MODIFY, ScriptedVnfm.vnfr(request), null, Map.of())));

    lab.nfvo.operations(nsr).resume().get();

    OrVnfmGeneric resume = lab.vnfm.received(OrVnfmGeneric.class, Action.RESUME).get(0);
    assertThat(resume.vnfr().status()).isEqualTo(Status.RESUMING);
    assertThat(resume.vnfrd().target()).isEqualTo("cli");
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "RESUME", "START");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void goesOnAfterAnInstantiateWithThoseThatWaitedForIt() throws Exception {
    lab.vnfm.changes(
        Action.INSTANTIATE,
        answer ->
            "srv".equals(answer.carriedVnfr().orElseThrow().name())
                ? ScriptedVnfm.error(answer.carriedVnfr().orElseThrow(), "a script failed")
                : answer);
    String nsr = lab.failed(service());
    lab.vnfm.on(
        Action.RESUME,
        request ->
            ScriptedVnfm.completed(
                new VnfmOrInstantiate(Action.INSTANTIATE, ScriptedVnfm.vnfr(request), Map.of())));

    lab.nfvo.operations(nsr).resume().get();

    lab.nfvo.trace().assertActions("srv", "INSTANTIATE", "RESUME", "START");
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void isInErrorAgainWhenTheAnswerIsErrorAsInTheRecording() {
    String nsr = failedIn(Action.START, "srv");
    lab.vnfm.failsIn(Action.RESUME, "still broken");

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).resume().get())
        .hasMessageContaining("still broken");

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
    assertThat(lab.nfvo.vnfr(nsr, "srv").task()).isEqualTo("error");
    JsonNode recorded = Recorded.read("d-vnfm-fails-and-resume/17-nfvo-to-vnfm-RESUME.json");
    OrVnfmGeneric sent = lab.vnfm.received(OrVnfmGeneric.class, Action.RESUME).get(0);
    assertThat(sent.vnfr().status().text())
        .isEqualTo(recorded.path("vnfr").path("status").asText());
    assertThat(sent.vnfr().task()).isEqualTo(recorded.path("vnfr").path("task").asText());
    assertThat(sent.vnfrd()).isNull();
  }

  @Test
  void saysThatAnAnswerLeadsNowhere() {
    String nsr = failedIn(Action.START, "srv");

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).resume().get())
        .hasMessageContaining("answered RESUME with RESUME");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
  }

  @Test
  void refusesWhatIsNotInError() {
    String nsr = lab.active(service());

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).resume())
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("it is ACTIVE");
  }

  @Test
  void refusesAVnfThatWasNeverGranted() {
    lab.vnfm.failsIn(Action.INSTANTIATE, "no idea");
    String nsr = lab.failed(service());

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).resume())
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("before it was granted");
  }
}
