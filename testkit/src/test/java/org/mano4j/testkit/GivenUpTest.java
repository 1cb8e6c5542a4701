package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.record.Status;

/** What is under way when a service is terminated, and ends before the service does. */
class GivenUpTest {

  @RegisterExtension final Lab lab = Lab.open();

  private final CompletableFuture<Void> step = new CompletableFuture<>();
  private final CompletableFuture<Void> release = new CompletableFuture<>();

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  /** The VNFM does not let go of anything before it is told to. */
  private void holdRelease() {
    lab.vnfm.on(
        Action.RELEASE_RESOURCES,
        request -> release.thenCompose(now -> ScriptedVnfm.completed(lab.vnfm.usual(request))));
  }

  private CompletableFuture<Boolean> terminate(String nsr) {
    CompletableFuture<Boolean> end = lab.nfvo.terminate(nsr);
    await().until(() -> lab.nfvo.trace().actions("cli").contains("RELEASE_RESOURCES"));
    return end;
  }

  @Test
  void modifiesNobodyWhenTheServiceIsTerminatedDuringAScaleOut() throws Exception {
    String nsr = lab.active(service());
    holdRelease();
    lab.vnfm.changes(
        Action.SCALE_OUT,
        answer -> {
          step.join();
          return answer;
        });
    lab.nfvo.scaleOut(nsr, "srv");
    await().until(() -> lab.nfvo.vnfr(nsr, "srv").vnfcInstances().size() == 2);

    CompletableFuture<Boolean> end = terminate(nsr);
    step.complete(null);
    await().until(() -> "scaled".equals(lab.nfvo.vnfr(nsr, "srv").task()));
    release.complete(null);
    end.get();

    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START", "RELEASE_RESOURCES");
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void doesNotCallItAFailureThatAStepWasGivenUp() throws Exception {
    holdRelease();
    lab.vnfm.on(
        Action.START,
        request ->
            step.thenCompose(
                now ->
                    ScriptedVnfm.completed(
                        ScriptedVnfm.error(ScriptedVnfm.vnfr(request), "is terminated"))));
    String nsr = lab.nfvo.launch(lab.onboard(service()));
    await().until(() -> lab.nfvo.trace().actions("srv").contains("START"));

    CompletableFuture<Boolean> end = terminate(nsr);
    step.complete(null);
    await().until(() -> Status.ERROR.equals(lab.nfvo.vnfr(nsr, "srv").status()));
    release.complete(null);
    end.get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.nfvo.failure(nsr)).isEmpty();
  }
}
