package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.record.Status;
import org.mano4j.messaging.InMemoryBusConnector;

/** What a real NFVO has sent for a service, and what this one sends for the same. */
class RecordedLifecycleTest {

  /** The real one stores entries of the history a little later than it sends them. */
  private static final List<String> INTENDED = List.of("/lifecycle_event_history[]/id \"*\"");

  private static final InMemoryBusConnector bus = new InMemoryBusConnector();
  private static OfflineNfvo nfvo;
  private static ScriptedDriver driver;
  private static ScriptedVnfm vnfm;

  @BeforeAll
  static void playTheWholeLife() throws Exception {
    nfvo =
        OfflineNfvo.builder().bus(bus).options(NfvoOptions.defaults().withTimezone("CET")).build();
    nfvo.start();
    driver = new ScriptedDriver(bus, "vim-drivers.test.test");
    vnfm = new ScriptedVnfm(bus, "dummy");
    RecordedService.play(driver);
    RecordedService.play(vnfm);
    nfvo.addVim(RecordedService.vim());
    String nsd =
        nfvo.onboard(
            "nsd.json",
            RecordedService.nsd(
                true,
                "a-lifecycle/07-nfvo-to-vnfm-INSTANTIATE.json",
                "a-lifecycle/08-nfvo-to-vnfm-INSTANTIATE.json"));
    String nsr = nfvo.launch(nsd);
    nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON);
    nfvo.scaleOut(nsr, "srv").get();
    nfvo.scaleIn(nsr, "srv").get();
    nfvo.terminate(nsr).get();
  }

  @AfterAll
  static void close() {
    vnfm.close();
    driver.close();
    nfvo.close();
    bus.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "07-nfvo-to-vnfm-INSTANTIATE",
        "08-nfvo-to-vnfm-INSTANTIATE",
        "15-nfvo-to-vnfm-reply-to-09-GRANT_OPERATION",
        "27-nfvo-to-vnfm-reply-to-16-ALLOCATE_RESOURCES",
        "31-nfvo-to-vnfm-MODIFY",
        "32-nfvo-to-vnfm-START",
        "35-nfvo-to-vnfm-START",
        "37-nfvo-to-vnfm-SCALE_OUT",
        "41-nfvo-to-vnfm-reply-to-38-SCALING-SCALED",
        "43-nfvo-to-vnfm-MODIFY",
        "45-nfvo-to-vnfm-START",
        "51-nfvo-to-vnfm-SCALE_IN",
        "55-nfvo-to-vnfm-RELEASE_RESOURCES",
        "05-nfvo-to-driver-call-refresh",
        "11-nfvo-to-driver-call-refresh",
        "13-nfvo-to-driver-call-createNetwork",
        "23-nfvo-to-driver-call-launchInstanceAndWait",
        "39-nfvo-to-driver-call-launchInstanceAndWait",
        "52-nfvo-to-driver-call-deleteServerByIdAndWait"
      })
  void sendsTheFieldsThatTheRealOneHasSent(String file) {
    JsonNode recorded = Recorded.read("a-lifecycle/" + file + ".json");

    RecordedDifference difference =
        RecordedDifference.ofClosest(
            recorded, RecordedDifference.alike(recorded, vnfm, driver), INTENDED);

    assertThat(difference.missing()).isEmpty();
    assertThat(difference.added()).isEmpty();
  }

  @Test
  void takesTheSameStepsForEachVnf() {
    nfvo.trace().assertActions("srv", "INSTANTIATE", "START", "SCALE_OUT", "RELEASE_RESOURCES");
    nfvo.trace()
        .assertActions(
            "cli",
            "INSTANTIATE",
            "MODIFY",
            "START",
            "MODIFY",
            "START",
            "SCALE_IN",
            "RELEASE_RESOURCES");
  }

  @Test
  void countsTheVersionsOfARecordUpWithEverySave() {
    List<Integer> versions =
        vnfm.received().stream()
            .flatMap(request -> request.carriedVnfr().stream())
            .filter(vnfr -> "cli".equals(vnfr.name()))
            .map(vnfr -> vnfr.hbVersion())
            .toList();

    // MODIFY, START, then as a target of the scaled srv again, SCALE_IN and RELEASE_RESOURCES
    int first = versions.get(0);
    assertThat(versions)
        .containsExactly(first, first + 1, first + 2, first + 3, first + 4, first + 4);
  }
}
