package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.Blob;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.packaging.Script;
import org.mano4j.catalogue.packaging.ScriptBuilder;
import org.mano4j.catalogue.packaging.VNFPackage;
import org.mano4j.catalogue.packaging.VNFPackageBuilder;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.vim.GenericVimInstanceBuilder;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.MessageBus;

/** MgmtVnfm in front of VIM drivers of before mano4j, and of none. */
class MgmtVnfmPeersTest {

  private static final String VIM = "vim-1";

  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus bus = broker.open(new BusCredentials("vnfm", ""), "vnfm");
  private final ScriptedDoor door = new ScriptedDoor(bus, VIM);
  private final TestContext context = TestContext.over(bus);
  private final MgmtVnfm vnfm = new MgmtVnfm();

  @AfterEach
  void close() {
    broker.close();
  }

  private static VirtualNetworkFunctionRecord vnfr(String status, String... hosts) {
    List<Map<String, Object>> instances =
        List.of(hosts).stream()
            .map(
                host ->
                    Map.<String, Object>of(
                        "id", "id-" + host, "hostname", host, "vim_id", VIM, "vc_id", "old-id"))
            .toList();
    return CatalogueJson.read(
        CatalogueJson.toTree(
            Map.of(
                "type",
                "web",
                "status",
                status,
                "deployment_flavour_key",
                "small",
                "configurations",
                Map.of(
                    "configurationParameters", List.of(Map.of("confKey", "PORT", "value", "80"))),
                "vdu",
                List.of(Map.of("vnfc_instance", instances, "vimInstanceName", List.of("site-1"))))),
        VirtualNetworkFunctionRecord.class);
  }

  private static VNFCInstance first(VirtualNetworkFunctionRecord vnfr) {
    return vnfr.vnfcInstances().get(0);
  }

  private static VNFRecordDependency nothing() {
    return CatalogueJson.read("{}", VNFRecordDependency.class);
  }

  @Test
  void aLostErrorOfACheckMeansThatTheServerIsNotThere() {
    door.on("check", "{\"Value\":null}");

    assertThatThrownBy(() -> vnfm.instantiate(context, vnfr("NULL", "web-1"), request()))
        .hasMessageContaining("server 'web-1' on VIM 'site-1' (id vim-1) is not there");
  }

  @Test
  void aServerThatFailedIsNamedWithItsVimAndState() {
    door.servers("FAILED");

    assertThatThrownBy(() -> vnfm.instantiate(context, vnfr("NULL", "web-1"), request()))
        .hasMessageContaining("server 'web-1' on VIM 'site-1' (id vim-1) is FAILED");
  }

  @Test
  void aServerThatCannotBeSeenIsNamedWithItsState() {
    door.servers("UNAVAILABLE");

    assertThatThrownBy(() -> vnfm.instantiate(context, vnfr("NULL", "web-1"), request()))
        .hasMessageContaining("is UNAVAILABLE");
  }

  @Test
  void theNameOfTheVimIsTakenFromTheRequestWhereTheRecordHasSeveral() {
    door.on("check", "{}");
    VirtualNetworkFunctionRecord several =
        vnfr("NULL", "web-1").mapVdus(vdu -> vdu.withVimInstanceName(List.of("a", "b")));
    OrVnfmInstantiate request =
        OrVnfmInstantiateBuilder.builder()
            .action(Action.INSTANTIATE)
            .vimInstances(
                Map.of(
                    "vdu",
                    List.of(
                        GenericVimInstanceBuilder.builder().id("vim-2").name("b").build(),
                        GenericVimInstanceBuilder.builder().id(VIM).name("a").build())))
            .build();

    assertThatThrownBy(
            () -> vnfm.instantiate(new TestContext(context.bus(), request, true), several, request))
        .hasMessageContaining("VIM 'a' (id vim-1)");
  }

  @Test
  void alreadyStartedIsSuccessWhereItRuns() throws Exception {
    door.servers("RUNNING")
        .on("add_metadata", ScriptedDoor.ALREADY_STARTED)
        .on("start", ScriptedDoor.ALREADY_STARTED);
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1", "web-2");

    assertThat(vnfm.start(context, vnfr)).isEqualTo(vnfr);
    assertThat(vnfm.modify(context, vnfr, nothing())).isEqualTo(vnfr);
  }

  @Test
  void alreadyStartedIsNoSuccessWhereItHasEnded() {
    door.servers("EXITED").on("start", ScriptedDoor.ALREADY_STARTED);

    assertThatThrownBy(() -> vnfm.start(context, vnfr("INACTIVE", "web-1", "web-2")))
        .hasMessageContaining("2 of 2 instances failed")
        .hasMessageContaining("server 'web-2' on VIM 'site-1' (id vim-1) is EXITED")
        .hasMessageContaining("too old");
  }

  @Test
  void aDriverThatCannotStopIsSaidToBeTooOld() {
    assertThatThrownBy(() -> vnfm.stop(context, vnfr("ACTIVE", "web-1")))
        .hasMessageContaining("server 'web-1' on VIM 'site-1' (id vim-1) is not stopped")
        .hasMessageContaining("too old");
  }

  @Test
  void aDriverThatCannotHealIsSaidToBeTooOld() {
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1");

    door.on("check", "{\"Value\":null}");
    assertThatThrownBy(() -> vnfm.heal(context, vnfr, first(vnfr), "it is gone"))
        .hasMessageContaining("server 'web-1' on VIM 'site-1' (id vim-1) is not made anew")
        .hasMessageContaining("too old");
    door.servers("RUNNING");
    assertThatThrownBy(() -> vnfm.heal(context, vnfr, first(vnfr), "it hangs"))
        .hasMessageContaining("is not stopped for a new life")
        .hasMessageContaining("too old");
  }

  @Test
  void aDriverThatCannotRestartLeavesRunningContainersAsTheyAre() throws Exception {
    door.servers("RUNNING").on("add_metadata", ScriptedDoor.ALREADY_STARTED);
    MgmtVnfm restarting = new MgmtVnfm(MgmtVnfmOptions.defaults().withRestart(true));

    restarting.modify(context, vnfr("ACTIVE", "web-1"), nothing());

    assertThat(door.calls).containsExactly("add_metadata web-1", "renew web-1");
  }

  @Test
  void aDriverThatCannotBeginANewLifeFailsAHealAndSaysWhy() {
    door.servers("EXITED").on("start", ScriptedDoor.ALREADY_STARTED);
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1");

    assertThatThrownBy(() -> vnfm.heal(context, vnfr, first(vnfr), "it ended"))
        .hasMessageContaining("web-1")
        .hasMessageContaining("EXITED")
        .hasMessageContaining("too old");
  }

  @Test
  void aContainerWithoutAnyParameterIsStartedWithoutMetadata() throws Exception {
    door.on("start", "{}");
    VirtualNetworkFunctionRecord bare = vnfr("INITIALIZED", "web-1").withConfigurations(null);

    vnfm.start(context, bare);

    assertThat(door.calls).containsExactly("start web-1");
  }

  @Test
  void everyContainerOfALargeFunctionIsReachedOnce() throws Exception {
    door.on("add_metadata", "{}").on("start", "{}");
    String[] hosts = IntStream.range(0, 50).mapToObj(i -> "web-" + i).toArray(String[]::new);

    vnfm.start(context, vnfr("INITIALIZED", hosts));

    assertThat(door.calls).hasSize(100).doesNotHaveDuplicates();
    for (String host : hosts) {
      assertThat(door.calls).containsSubsequence("add_metadata " + host, "start " + host);
    }
  }

  @Test
  void terminationAsksNobodyAndNeverFails() throws Exception {
    VirtualNetworkFunctionRecord partly =
        vnfr("ERROR", "web-1")
            .mapVnfcInstances(instance -> instance.withVimId(null).withHostname(null));

    assertThat(vnfm.terminate(TestContext.withoutBus(), partly)).isEqualTo(partly);
    assertThat(vnfm.terminate(context, vnfr("NULL"))).isEqualTo(vnfr("NULL"));
    assertThat(door.calls).isEmpty();
  }

  @Test
  void aBusOfItsOwnServesAChannelThatHasNone() throws Exception {
    door.servers("CREATED");
    MgmtVnfm own = new MgmtVnfm(MgmtVnfmOptions.defaults().withBus(bus));

    own.instantiate(TestContext.withoutBus(), vnfr("NULL", "web-1"), request());

    assertThat(door.calls).containsExactly("check web-1");
  }

  @Test
  void theFlavourGoesToTheDriverInUserData() throws Exception {
    assertThat(vnfm.userData(context, vnfr("NULL")))
        .isEqualTo("#mano4j\n{\"flavour\":\"small\"}\n");
    assertThat(vnfm.userData(context, vnfr("NULL").withDeploymentFlavourKey(null))).isEmpty();
  }

  @Test
  void aScriptInThePackageTakesThePlaceOfTheFlavour() {
    assertThat(FlavourData.lostBy(withScript("userdata.sh", "#!/bin/sh"), vnfr("NULL")))
        .contains("userdata.sh");
    assertThat(
            FlavourData.lostBy(
                withScript("userdata.sh", "#mano4j\n{\"flavour\":\"big\"}"), vnfr("NULL")))
        .isEmpty();
    assertThat(FlavourData.lostBy(withScript("start.sh", "#!/bin/sh"), vnfr("NULL"))).isEmpty();
    assertThat(FlavourData.lostBy(null, vnfr("NULL"))).isEmpty();
  }

  @Test
  void updateAndExecuteChangeNothingAndLogsSayWhereTheyAre() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1");
    Script script = CatalogueJson.read("{\"name\":\"s\"}", Script.class);

    assertThat(vnfm.updateSoftware(context, vnfr, null)).isEqualTo(vnfr);
    assertThat(vnfm.executeScript(context, vnfr, script)).isEqualTo(vnfr);
    assertThat(vnfm.logs(context, "web", "web-1").errors().toString()).contains("pop logs web-1");
    assertThat(door.calls).isEmpty();
  }

  private static OrVnfmInstantiate request() {
    return OrVnfmInstantiateBuilder.builder().action(Action.INSTANTIATE).build();
  }

  private static VNFPackage withScript(String name, String text) {
    return VNFPackageBuilder.builder()
        .scripts(List.of(ScriptBuilder.builder().name(name).payload(Blob.of(text)).build()))
        .build();
  }
}
