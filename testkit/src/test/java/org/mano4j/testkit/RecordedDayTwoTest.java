package org.mano4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.security.Key;
import org.mano4j.messaging.InMemoryBusConnector;

/** What a real NFVO has sent for packages and on the second day, and what this one sends. */
class RecordedDayTwoTest {

  private static final String B = "b-package-and-day2/";

  /**
   * Not sent alike: the id of a history entry, which the real one stores a little later; a text
   * that says nothing; and the floating address of a new component, which is copied from the first
   * one here, and given by the user there.
   */
  private static final List<String> INTENDED =
      List.of(
          "/lifecycle_event_history[]/id \"*\"",
          "/vnfPackageMetadata/osVersion \"null\"",
          "omponent/connection_point[]/floatingIp \"random\"");

  private static final InMemoryBusConnector bus = new InMemoryBusConnector();
  private static OfflineNfvo nfvo;
  private static ScriptedDriver driver;
  private static ScriptedVnfm vnfm;

  @BeforeAll
  static void playTheSecondDay() throws Exception {
    nfvo =
        OfflineNfvo.builder().bus(bus).options(NfvoOptions.defaults().withTimezone("CET")).build();
    nfvo.start();
    driver = new ScriptedDriver(bus, "vim-drivers.test.test");
    vnfm = new ScriptedVnfm(bus, "dummy");
    RecordedService.play(driver);
    RecordedService.play(vnfm);
    driver.answers("rebuildServer", "{'answer':{'name':'server_name','extId':'ext_id'}}");
    nfvo.addVim(RecordedService.vim());
    String pcli = nfvo.onboard(RecordedService.vnfPackage(B + "01-nfvo-to-vnfm-INSTANTIATE.json"));
    String psrv = nfvo.onboard(RecordedService.vnfPackage(B + "02-nfvo-to-vnfm-INSTANTIATE.json"));
    String nsd =
        """
        {"name":"day2","vendor":"Acme","version":"0.1","vld":[{"name":"private"}],
         "vnfd":[{"id":"%s"},{"id":"%s"}]}"""
            .formatted(pcli, psrv);
    Key key =
        RecordedService.key(
            Recorded.read(B + "01-nfvo-to-vnfm-INSTANTIATE.json").path("keys").path(0));
    String nsr =
        nfvo.launch(
            nfvo.onboard("day2.json", nsd.getBytes(UTF_8)),
            LaunchOptions.defaults()
                .withKeys(List.of(key))
                .withMonitoringIp("127.0.0.1")
                .withConfigurations(
                    Map.of(
                        "psrv",
                        ConfigurationBuilder.builder()
                            .configurationParameters(
                                List.of(
                                    ConfigurationParameterBuilder.builder()
                                        .confKey("port")
                                        .value("8081")
                                        .build()))
                            .build())));
    nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON);
    VNFCInstance first = nfvo.vnfr(nsr, "psrv").vnfcInstances().get(0);
    ServiceOperations operations = nfvo.operations(nsr);
    operations.log(first.hostname()).get();
    operations.execute("psrv", "#!/bin/sh\necho run").get();
    operations.addStandby("psrv").get();
    operations.switchToStandby(first.hostname()).get();
    operations.update("psrv").get();
    operations.restart("psrv", "ubuntu-16.04").get();
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
        "01-nfvo-to-vnfm-INSTANTIATE",
        "02-nfvo-to-vnfm-INSTANTIATE",
        "33-nfvo-to-vnfm-LOG_REQUEST",
        "35-nfvo-to-vnfm-EXECUTE",
        "37-nfvo-to-vnfm-SCALE_OUT",
        "43-nfvo-to-vnfm-HEAL",
        "45-nfvo-to-vnfm-UPDATE",
        "47-nfvo-to-driver-call-rebuildServer",
        "51-nfvo-to-vnfm-INSTANTIATE",
        "53-nfvo-to-vnfm-START"
      })
  void sendsTheFieldsThatTheRealOneHasSent(String file) {
    JsonNode recorded = Recorded.read(B + file + ".json");

    RecordedDifference difference =
        RecordedDifference.ofClosest(
            recorded, RecordedDifference.alike(recorded, vnfm, driver), INTENDED);

    assertThat(difference.missing()).isEmpty();
    assertThat(difference.added()).isEmpty();
  }

  @Test
  void takesTheSameSteps() {
    nfvo.trace().assertActions("pcli", "INSTANTIATE", "MODIFY", "START");
    nfvo.trace()
        .assertActions(
            "psrv",
            "INSTANTIATE",
            "START",
            "LOG_REQUEST",
            "EXECUTE",
            "SCALE_OUT",
            "HEAL",
            "UPDATE",
            "INSTANTIATE",
            "START");
    assertThat(driver.calls("rebuildServer")).hasSize(2);
  }
}
