package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;

class TerminationTest {

  @RegisterExtension final Lab lab = Lab.open();

  @RegisterExtension
  final Lab hasty = Lab.open(options -> options.withReleaseTimeout(Duration.ofMillis(500)));

  @RegisterExtension final Lab unwaiting = Lab.open(options -> options.withAwaitDeletes(false));

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSTANTIATE", "MODIFY", "START"})
  void releasesAServiceThatHangsInAnyStep(String action) throws Exception {
    lab.vnfm.isSilentOn(Action.of(action));
    String nsr = lab.nfvo.launch(lab.onboard(service()));
    await()
        .until(() -> lab.vnfm.received().stream().anyMatch(m -> m.action().text().equals(action)));

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.driver.servers()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INSTANTIATE", "MODIFY", "START"})
  void releasesAServiceThatFailedInAnyStep(String action) throws Exception {
    lab.vnfm.failsIn(Action.of(action), "broken");
    String nsr = lab.failed(service());

    lab.nfvo.terminate(nsr).get();

    lab.nfvo.awaitStatus(nsr, Status.TERMINATED, Lab.SOON);
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void waitsForLaunchesThatAreUnderWayAndDeletesTheirServers() throws Exception {
    CompletableFuture<Void> gate = new CompletableFuture<>();
    lab.driver.on(
        "launchInstanceAndWait", call -> gate.thenCompose(open -> lab.driver.usual(call)));
    String nsr = lab.nfvo.launch(lab.onboard(service()));
    await().until(() -> lab.driver.calls("launchInstanceAndWait").size() == 2);

    CompletableFuture<Boolean> end = lab.nfvo.terminate(nsr);
    await().until(() -> lab.nfvo.trace().actions("cli").contains("RELEASE_RESOURCES"));
    assertThat(end).isNotDone();
    gate.complete(null);
    end.get();

    assertThat(lab.driver.calls("launchInstanceAndWait")).hasSize(2);
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void givesUpAGrantThatIsUnderWay() throws Exception {
    CompletableFuture<JsonNode> never = new CompletableFuture<>();
    lab.driver.on("refresh", call -> never.thenCompose(open -> lab.driver.usual(call)));
    String nsr = lab.nfvo.launch(lab.onboard(service()));
    await().until(() -> lab.driver.calls("refresh").size() > 1);

    lab.nfvo.terminate(nsr).get();
    never.complete(null);

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.driver.calls("launchInstanceAndWait")).isEmpty();
  }

  @Test
  void releasesAloneWhatAVnfmDoesNotAnswerFor() throws Exception {
    String nsr = hasty.active(service());
    hasty.vnfm.isSilentOn(Action.RELEASE_RESOURCES);

    hasty.nfvo.terminate(nsr).get();

    assertThat(hasty.driver.servers()).isEmpty();
    assertThat(hasty.nfvo.failure(nsr).orElseThrow().action()).isEqualTo("RELEASE_RESOURCES");
  }

  @Test
  void releasesWhatAVnfmFailsToRelease() throws Exception {
    String nsr = lab.active(service());
    lab.vnfm.failsIn(Action.RELEASE_RESOURCES, "cannot let go");

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.driver.servers()).isEmpty();
    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).isEqualTo("cannot let go");
  }

  @Test
  void givesUpWhatTheServiceIsBusyWith() throws Exception {
    String nsr = lab.active(service());
    lab.vnfm.isSilentOn(Action.SCALE_OUT);
    CompletableFuture<VNFCInstance> scaleOut = lab.nfvo.scaleOut(nsr, "srv");

    lab.nfvo.terminate(nsr).get();

    assertThatThrownBy(scaleOut::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("given up");
  }

  @Test
  void endsASecondTerminationWithTheFirst() throws Exception {
    String nsr = lab.active(service());

    CompletableFuture<Boolean> first = lab.nfvo.terminate(nsr);
    CompletableFuture<Boolean> second = lab.nfvo.terminate(nsr);
    first.get();
    second.get();

    assertThat(lab.nfvo.trace().actions("srv")).filteredOn("RELEASE_RESOURCES"::equals).hasSize(1);
  }

  @Test
  void refusesToScaleWhatIsTerminated() throws Exception {
    String nsr = lab.active(service());
    lab.nfvo.terminate(nsr).get();

    assertThatThrownBy(() -> lab.nfvo.scaleOut(nsr, "srv"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("TERMINATED");
  }

  @Test
  void doesNotWaitForDeletionsIfToldSo() throws Exception {
    unwaiting.driver.on("deleteServerByIdAndWait", call -> new CompletableFuture<>());
    String nsr = unwaiting.active(service());

    unwaiting.nfvo.terminate(nsr).get();

    assertThat(unwaiting.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    await().until(() -> unwaiting.driver.calls("deleteServerByIdAndWait").size() == 2);
  }

  @Test
  void endsEvenIfTheDriverCannotDeleteAndSaysWhatMayBeLeftOver() throws Exception {
    lab.driver.throwsIn("deleteServerByIdAndWait", "locked");
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 1));
    String server = lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname();

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    Failure failure = lab.nfvo.failure(nsr).orElseThrow();
    assertThat(failure.vnfr()).isEqualTo("srv");
    assertThat(failure.action()).isEqualTo("RELEASE_RESOURCES");
    assertThat(failure.message()).contains(server, "may be left over", "locked");
  }

  @Test
  void ignoresAnAnswerThatComesWhenItsVnfrIsReleasedAlready() throws Exception {
    CompletableFuture<Void> late = new CompletableFuture<>();
    lab.vnfm.on(
        Action.START,
        request ->
            "srv".equals(ScriptedVnfm.vnfr(request).name())
                ? late.thenCompose(now -> ScriptedVnfm.completed(lab.vnfm.usual(request)))
                : ScriptedVnfm.completed(lab.vnfm.usual(request)));
    CompletableFuture<Void> gate = new CompletableFuture<>();
    lab.driver.on(
        "deleteServerByIdAndWait",
        call ->
            call.path("parameters").path(1).asText().contains("cli")
                ? gate.thenCompose(open -> lab.driver.usual(call))
                : lab.driver.usual(call));
    String nsr = lab.nfvo.launch(lab.onboard(service()));
    await().until(() -> "ACTIVE".equals(String.valueOf(lab.nfvo.vnfr(nsr, "cli").status())));

    CompletableFuture<Boolean> end = lab.nfvo.terminate(nsr);
    await().until(() -> lab.nfvo.nsr(nsr).orElseThrow().vnfr().size() == 1);
    late.complete(null);
    await()
        .until(
            () ->
                lab.nfvo.trace().entries().stream()
                    .anyMatch(
                        e ->
                            e.answers() != null
                                && e.what().equals("START")
                                && "srv".equals(e.subject())));
    gate.complete(null);
    end.get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.nfvo.failure(nsr)).isEmpty();
  }
}
