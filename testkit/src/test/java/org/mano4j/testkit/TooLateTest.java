package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.Status;

/** What a VNFM still does for a request that the orchestrator has given up. */
class TooLateTest {

  /** Long enough for the steps before the one that is held up, on a busy machine too. */
  @RegisterExtension
  final Lab lab = Lab.open(options -> options.withAnswerTimeout(Duration.ofSeconds(3)));

  private final CompletableFuture<Void> go = new CompletableFuture<>();

  @Test
  void keepsTheErrorAndTheServerOfALaunchThatEndsAfterIt() throws Exception {
    lab.driver.on("launchInstanceAndWait", call -> go.thenCompose(now -> lab.driver.usual(call)));
    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    go.complete(null);

    await().until(() -> lab.nfvo.vnfr(nsr, "srv").vnfcInstances().size() == 1);
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
    lab.nfvo.terminate(nsr).get();
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void launchesNothingForAVnfrInError() {
    lab.driver.on("refresh", call -> go.thenCompose(now -> lab.driver.usual(call)));
    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    go.complete(null);

    await()
        .untilAsserted(
            () ->
                assertThat(lab.nfvo.trace().entries())
                    .extracting(TraceEntry::what)
                    .contains("ALLOCATE_RESOURCES", "ERROR"));
    assertThat(lab.driver.calls("launchInstanceAndWait")).isEmpty();
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
  }
}
