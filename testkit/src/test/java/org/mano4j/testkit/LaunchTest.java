package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.configuration.ConfigurationParameterBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.security.KeyBuilder;

class LaunchTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void takesAServiceToActiveAndBackAndLeavesNothingOver() throws Exception {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 2, 3).dependency("cli", "srv"));

    assertThat(lab.driver.servers()).hasSize(3);
    assertThat(lab.nfvo.nsr(nsr).orElseThrow().vnfr())
        .extracting(VirtualNetworkFunctionRecord::status)
        .containsOnly(Status.ACTIVE);

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.nfvo.nsr(nsr)).isEmpty();
    assertThat(lab.nfvo.nsrs()).isEmpty();
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void entersWhatTheDriverSaysOfAServer() {
    lab.driver.answers(
        "launchInstanceAndWait",
        """
        {'answer':{'extId':'c-1','status':'CREATED','hostName':'x',
         'ips':{'private':['10.0.0.2','10.0.0.3'],'mgmt':['192.168.0.2']},
         'floatingIps':{'private':'1.2.3.4'}}}""");

    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 3));

    VirtualNetworkFunctionRecord vnfr = lab.nfvo.vnfr(nsr, "srv");
    VNFCInstance instance = vnfr.vnfcInstances().get(0);
    assertThat(instance.vcId()).isEqualTo("c-1");
    assertThat(instance.vimId()).isEqualTo(lab.vim.id());
    assertThat(instance.hostname()).matches("srv-\\d{1,7}");
    assertThat(instance.ips())
        .extracting(ip -> ip.netName() + " " + ip.ip())
        .containsExactly("private 10.0.0.2", "mgmt 192.168.0.2");
    assertThat(instance.floatingIps()).extracting(ip -> ip.ip()).containsExactly("1.2.3.4");
    assertThat(vnfr.vnfAddress()).containsExactly("10.0.0.2", "10.0.0.3", "192.168.0.2");
    assertThat(vnfr.vdu().get(0).hostname()).isEqualTo("srv");
  }

  @Test
  void givesPortsTheIdentifierOfTheNetworkThatTheDriverMade() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 3));

    JsonNode launch = lab.driver.calls("launchInstanceAndWait").get(0).path("parameters");
    assertThat(launch.path(5).path(0).path("virtual_link_reference_id").asText())
        .isEqualTo("net-private");
    NetworkServiceRecord record = lab.nfvo.nsr(nsr).orElseThrow();
    assertThat(record.vlr().get(0).extId()).isEqualTo("net-private");
    assertThat(record.vnfr().get(0).virtualLink().get(0).extId()).isEqualTo("net-private");
  }

  @Test
  void createsNoNetworkThatTheVimHasAndTellsItsIdentifierFromTheBeginning() {
    lab.driver.on(
        "refresh",
        call ->
            lab.driver
                .usual(call)
                .thenApply(
                    answer -> {
                      ((ObjectNode) answer.path("answer"))
                          .putArray("networks")
                          .addObject()
                          .put("name", "private")
                          .put("extId", "n-7");
                      return answer;
                    }));
    lab.nfvo.addVim(Lab.vim("vim2", "test"));

    lab.active(Nsds.nsd().vnf("srv", 1, 3, "dummy", "vim2"));

    assertThat(lab.driver.calls("createNetwork")).isEmpty();
    OrVnfmInstantiate instantiate =
        lab.vnfm.received(OrVnfmInstantiate.class, Action.INSTANTIATE).get(0);
    assertThat(instantiate.vlrs().get(0).extId()).isEqualTo("n-7");
  }

  @Test
  void givesIdsToEverythingAndNoneTwice() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 2, 3).vnf("cli", 1, 1));

    List<String> ids =
        Recorded.fields(CatalogueJson.toTree(lab.nfvo.nsr(nsr).orElseThrow())).stream()
            .filter(field -> field.contains("/id "))
            .toList();
    assertThat(ids)
        .anyMatch(f -> f.startsWith("/vnfr[]/vdu[]/id"))
        .anyMatch(f -> f.startsWith("/vnfr[]/vdu[]/vnfc[]/connection_point[]/id"))
        .anyMatch(f -> f.startsWith("/vnfr[]/vdu[]/vnfc_instance[]/ips[]/id"))
        .anyMatch(f -> f.startsWith("/vnfr[]/lifecycle_event_history[]/id"));
    Set<String> instances =
        lab.nfvo.vnfr(nsr, "srv").vnfcInstances().stream()
            .map(VNFCInstance::id)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(instances).hasSize(2);
  }

  @Test
  void resolvesADependencyBeforeModify() {
    lab.active(Nsds.nsd().vnf("srv", 2, 3).vnf("cli", 1, 1).dependency("cli", "srv"));

    OrVnfmGeneric modify = lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY).get(0);
    assertThat(modify.vnfrd().target()).isEqualTo("cli");
    assertThat(modify.vnfrd().parameters().get("srv-type").parameters())
        .isEqualTo(Map.of("port", "80", "private", ""));
    assertThat(modify.vnfrd().vnfcParameters().get("srv-type").parameters().values())
        .hasSize(2)
        .allSatisfy(instance -> assertThat(instance.parameters()).containsOnlyKeys("private"));
  }

  @Test
  void passesOnWhatTheUserGivesAlong() {
    String nsr =
        lab.nfvo.launch(
            lab.onboard(Nsds.nsd().vnf("srv", 1, 1)),
            LaunchOptions.defaults()
                .withMonitoringIp("10.9.9.9")
                .withKeys(List.of(KeyBuilder.builder().name("k1").publicKey("ssh-rsa A").build()))
                .withConfigurations(
                    Map.of(
                        "srv",
                        ConfigurationBuilder.builder()
                            .configurationParameters(
                                List.of(
                                    ConfigurationParameterBuilder.builder()
                                        .confKey("port")
                                        .value("8080")
                                        .build()))
                            .build())));
    lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Lab.SOON);

    OrVnfmInstantiate instantiate =
        lab.vnfm.received(OrVnfmInstantiate.class, Action.INSTANTIATE).get(0);
    assertThat(instantiate.extension())
        .containsEntry("monitoringIp", "10.9.9.9")
        .containsEntry("nsr-id", nsr);
    assertThat(instantiate.keys()).extracting(key -> key.name()).containsExactly("k1");
    assertThat(lab.nfvo.vnfr(nsr, "srv").parameter("port")).contains("8080");
    JsonNode launch = lab.driver.calls("launchInstanceAndWait").get(0).path("parameters");
    assertThat(launch.path(9).path(0).path("name").asText()).isEqualTo("k1");
  }

  @Test
  void launchesTwoServicesOfOneDescriptorAtOnce() {
    String nsd = lab.onboard(Nsds.nsd().vnf("srv", 2, 3).vnf("cli", 2, 3).dependency("cli", "srv"));

    String one = lab.nfvo.launch(nsd);
    String two = lab.nfvo.launch(nsd);
    lab.nfvo.awaitStatus(one, Status.ACTIVE, Lab.SOON);
    lab.nfvo.awaitStatus(two, Status.ACTIVE, Lab.SOON);

    assertThat(lab.nfvo.nsrs()).containsExactlyInAnyOrder(one, two);
    assertThat(lab.driver.servers()).hasSize(8);
    assertThat(lab.nfvo.trace().actions(one, "cli"))
        .containsExactly("INSTANTIATE", "MODIFY", "START");
    assertThat(lab.nfvo.trace().actions(two, "cli"))
        .containsExactly("INSTANTIATE", "MODIFY", "START");
  }

  @Test
  void launchesManyVnfsAndManyInstances() {
    Nsds nsd = Nsds.nsd().vnf("big", 500, 500);
    for (int i = 0; i < 100; i++) {
      nsd.vnf("small-" + i, 1, 1).dependency("small-" + i, "big");
    }

    String nsr = lab.active(nsd);

    assertThat(lab.driver.servers()).hasSize(600);
    assertThat(lab.nfvo.vnfr(nsr, "big").vnfcInstances()).hasSize(500);
  }

  @Test
  void refusesALaunchWithoutAVnfmForIt() {
    String nsd = lab.onboard(Nsds.nsd().vnf("srv", 1, 1, "unheard-of", ""));

    assertThatThrownBy(() -> lab.nfvo.launch(nsd))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("no VNFM of type unheard-of")
        .hasMessageContaining("dummy");
    assertThat(lab.nfvo.nsrs()).isEmpty();
  }

  @Test
  void refusesALaunchOnAVimThatDoesNotExist() {
    String nsd = lab.onboard(Nsds.nsd().vnf("srv", 1, 1, "dummy", "nowhere"));

    assertThatThrownBy(() -> lab.nfvo.launch(nsd))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("nowhere")
        .hasMessageContaining("vim1");
  }

  @Test
  void refusesALaunchOfADescriptorThatWasNotOnboarded() {
    assertThatThrownBy(() -> lab.nfvo.launch("no-such-id"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("no-such-id");
  }

  @Test
  void endsTheWaitForAStatusInTimeAndShowsTheTrace() {
    lab.vnfm.isSilentOn(Action.START);
    String nsr = lab.nfvo.launch(lab.onboard(Nsds.nsd().vnf("srv", 1, 1)));
    await().until(() -> lab.nfvo.trace().actions("srv").contains("START"));

    assertThatThrownBy(() -> lab.nfvo.awaitStatus(nsr, Status.ACTIVE, Duration.ofMillis(100)))
        .isInstanceOf(StatusNotReached.class)
        .hasMessageContaining("did not become ACTIVE")
        .hasMessageContaining("INSTANTIATE")
        .hasMessageContaining("START");
  }
}
