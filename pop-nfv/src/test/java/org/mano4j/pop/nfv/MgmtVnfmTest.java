package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmInstantiateBuilder;
import org.mano4j.catalogue.record.IpBuilder;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.MessageBus;
import org.mano4j.plugin.PluginContext;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.Gate;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.vnfm.VnfmContext;

/** MgmtVnfm through the mgmt door that PopVimDriver opens, onto a real Pop server. */
class MgmtVnfmTest {

  private static final String VIM = "vim-1";

  private final InMemoryPopBackend backend = Pops.backend();
  private final PopServer server = Pops.start(backend);
  private final InMemoryBusConnector broker = new InMemoryBusConnector();
  private final MessageBus bus = broker.open(new BusCredentials("vnfm", ""), "vnfm");
  private final PopSessions sessions = PopSessions.create();
  private final PopVimDriver driver = PopVimDriver.builder().sessions(sessions).build();
  private final MgmtVnfm vnfm = new MgmtVnfm();
  private final VnfmContext context = new TestContext(Optional.of(bus), request(), false);
  private PopClient pop;

  @BeforeEach
  void openTheDoor() {
    MessageBus driverBus = broker.open(new BusCredentials("driver", ""), "driver");
    driver.attached(new PluginContext(driverBus, "vim-drivers.pop.test"));
    driver.refresh(Pops.vim(VIM, server));
    pop = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));
    driver.launchInstanceAndWait(Pops.vim(VIM, server), Pops.launch("web-1"));
    driver.launchInstanceAndWait(Pops.vim(VIM, server), Pops.launch("web-2"));
  }

  @AfterEach
  void close() {
    driver.detached();
    sessions.close();
    broker.close();
    server.close();
  }

  @Test
  void instantiateFindsEveryContainer() throws Exception {
    assertThat(vnfm.instantiate(context, vnfr("NULL", "web-1", "web-2"), request()))
        .isEqualTo(vnfr("NULL", "web-1", "web-2"));
  }

  @Test
  void instantiateNamesTheVimAndTheServerThatIsMissing() {
    assertThatThrownBy(() -> vnfm.instantiate(context, vnfr("NULL", "web-9"), request()))
        .hasMessageContaining("web-9")
        .hasMessageContaining(VIM);
  }

  @Test
  void instantiateNamesTheReasonOfAFailedServer() {
    backend.failNextStart("no space left");
    assertThatThrownBy(() -> pop.start(Filter.byName("web-1"))).isInstanceOf(PopException.class);

    assertThatThrownBy(() -> vnfm.instantiate(context, vnfr("NULL", "web-1"), request()))
        .hasMessageContaining("web-1")
        .hasMessageContaining(VIM)
        .hasMessageContaining("no space left");
  }

  @Test
  void modifyGivesEveryContainerItsEnvironmentAndStartRunsThem() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1", "web-2");
    vnfm.modify(context, vnfr, dependency("172.16.0.9"));
    vnfm.start(context, vnfr.withStatus(Status.INACTIVE));

    assertThat(container("web-1").metadata())
        .containsAllEntriesOf(Map.of("PORT", "80", "DB_PRIVATE", "172.16.0.9"))
        .containsOnlyKeys("PORT", "DB_PRIVATE");
    assertThat(container("web-2").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void startConfiguresAFunctionThatGotNoModify() throws Exception {
    vnfm.start(context, vnfr("INITIALIZED", "web-1"));

    assertThat(container("web-1").metadata()).containsEntry("PORT", "80");
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void modifyAndStartOfARunningFunctionAreNoErrorAndChangeNothing() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INACTIVE", "web-1");
    vnfm.modify(context, vnfr, dependency("172.16.0.9"));
    vnfm.start(context, vnfr);
    vnfm.modify(context, vnfr, dependency("172.16.0.10"));
    vnfm.start(context, vnfr);

    assertThat(container("web-1").metadata()).containsEntry("DB_PRIVATE", "172.16.0.9");
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void aRestartNeedsAChangeOfTheEnvironment() throws Exception {
    MgmtVnfm restarting = new MgmtVnfm(MgmtVnfmOptions.defaults().withRestart(true));
    VirtualNetworkFunctionRecord vnfr = vnfr("INACTIVE", "web-1");
    restarting.modify(context, vnfr, dependency("172.16.0.9"));
    restarting.start(context, vnfr);

    restarting.modify(context, vnfr, dependency("172.16.0.9"));
    restarting.start(context, vnfr);
    assertThat(container("web-1").life()).isEqualTo(1);
    restarting.modify(context, vnfr, dependency("172.16.0.10"));
    restarting.start(context, vnfr);

    assertThat(container("web-1").life()).isEqualTo(2);
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container("web-1").metadata()).containsEntry("DB_PRIVATE", "172.16.0.10");
  }

  @Test
  void whatAManagerLeftHalfDoneIsDoneWhenTheRequestComesAgain() throws Exception {
    MgmtVnfm restarting = new MgmtVnfm(MgmtVnfmOptions.defaults().withRestart(true));
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1", "web-2");
    restarting.startVnfcInstance(context, vnfr, vnfr.vnfcInstances().get(0));

    restarting.start(context, vnfr);
    restarting.start(context, vnfr);

    assertThat(List.of(container("web-1"), container("web-2")))
        .allSatisfy(
            container -> {
              assertThat(container.status()).isEqualTo(ContainerStatus.RUNNING);
              assertThat(container.life()).isEqualTo(1);
              assertThat(container.metadata()).containsEntry("PORT", "80");
            });
  }

  @Test
  void aHealThatComesAgainAfterTheContainerWasMadeAnewReportsTheSameContainer() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1");
    VNFCInstance lost = vnfr.vnfcInstances().get(0);
    vnfr = vnfr.mapVdus(vdu -> vdu.withVmImage(List.of("other", Pops.IMAGE)));
    pop.delete(Filter.byName("web-1"));

    VirtualNetworkFunctionRecord once = vnfm.heal(context, vnfr, lost, "gone");
    VirtualNetworkFunctionRecord twice = vnfm.heal(context, vnfr, lost, "gone");

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container("web-1").imageId()).isEqualTo(Pops.IMAGE);
    assertThat(once.vnfcInstances().get(0).vcId()).isEqualTo(container("web-1").id());
    assertThat(twice).isEqualTo(once);
  }

  @Test
  void aHealSaysWhyAContainerCannotBeMadeAnewWhereItsAddressIsTaken() {
    VirtualNetworkFunctionRecord vnfr =
        vnfr("ACTIVE", "web-1")
            .mapVdus(vdu -> vdu.withVmImage(List.of(Pops.IMAGE)))
            .mapVnfcInstances(
                instance ->
                    instance.withIps(
                        List.of(IpBuilder.builder().netName("private").ip(taken()).build())));
    pop.delete(Filter.byName("web-1"));

    assertThatThrownBy(() -> vnfm.heal(context, vnfr, vnfr.vnfcInstances().get(0), "gone"))
        .hasMessageContaining("web-1")
        .hasMessageContaining("not made anew")
        .hasMessageContaining(taken());
    assertThat(pop.container(Filter.byName("web-1"))).isEmpty();
  }

  /** The address of the other container. */
  private String taken() {
    return container("web-2").endpoints().values().iterator().next().address();
  }

  @Test
  void scaleOutConfiguresAndStartsOnlyTheNewContainer() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("SCALING", "web-1", "web-2");
    VNFCInstance added = vnfr.vnfcInstances().get(1);
    vnfm.scaleOut(context, vnfr, added, dependency("172.16.0.9"));

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container("web-2").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container("web-2").metadata()).containsKeys("PORT", "DB_PRIVATE");
  }

  @Test
  void anInstanceOnStandbyIsConfiguredButNotStarted() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("SCALING", "web-1");
    VNFCInstance standby = vnfr.vnfcInstances().get(0).withState("STANDBY");
    vnfm.scaleOut(context, vnfr, standby, null);

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container("web-1").metadata()).containsEntry("PORT", "80");
  }

  @Test
  void healPutsAnInstanceOnStandbyIntoService() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1", "web-2");
    VNFCInstance standby = vnfr.vnfcInstances().get(1).withState("STANDBY");
    vnfm.heal(context, vnfr, standby, "switchToStandby");

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container("web-2").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void anInstanceWhosePlaceAnotherHasTakenIsLeftAsItIs() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("ACTIVE", "web-1", "web-2");
    VNFCInstance failed = vnfr.vnfcInstances().get(0).withState("FAILED");
    VirtualNetworkFunctionRecord switched = vnfr.replaceVnfcInstance(failed);
    pop.delete(Filter.byName("web-1"));

    vnfm.modify(context, switched, dependency("172.16.0.9"));
    vnfm.start(context, switched.withStatus(Status.INACTIVE));
    assertThat(container("web-2").status()).isEqualTo(ContainerStatus.RUNNING);
    vnfm.stop(context, switched);

    assertThat(pop.container(Filter.byName("web-1"))).isEmpty();
    vnfm.heal(context, vnfr.mapVdus(vdu -> vdu.withVmImage(List.of(Pops.IMAGE))), failed, "gone");
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void stopStopsEveryContainerAndMayBeRepeated() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1");
    vnfm.start(context, vnfr);
    vnfm.stop(context, vnfr);
    vnfm.stop(context, vnfr);

    assertThat(container("web-1").status()).isIn(ContainerStatus.STOPPING, ContainerStatus.EXITED);
  }

  @Test
  void aContainerThatHasEndedIsConfiguredAndStartedInANewLife() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1");
    vnfm.start(context, vnfr);
    backend.exit(backend.runningInstances().get(0).id(), 0);
    await().until(() -> container("web-1").status() == ContainerStatus.EXITED);

    vnfm.modify(context, vnfr, dependency("172.16.0.9"));
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
    vnfm.start(context, vnfr.withStatus(Status.INACTIVE));

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container("web-1").life()).isEqualTo(2);
    assertThat(container("web-1").metadata()).containsEntry("DB_PRIVATE", "172.16.0.9");
  }

  @Test
  void aStartRightAfterAStopWaitsForTheEndOfTheStop() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1");
    vnfm.start(context, vnfr);
    Gate stops = backend.holdStops();
    vnfm.stop(context, vnfr);
    CompletableFuture<Void> started =
        CompletableFuture.runAsync(
            () ->
                assertThatCode(() -> vnfm.start(context, vnfr.withStatus(Status.INACTIVE)))
                    .doesNotThrowAnyException());
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.STOPPING);
    stops.close();

    assertThat(started).succeedsWithin(Duration.ofMinutes(1));
    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void stopPassesOverContainersThatDoNotRun() throws Exception {
    VirtualNetworkFunctionRecord vnfr = vnfr("INITIALIZED", "web-1", "web-2");
    vnfm.startVnfcInstance(context, vnfr, vnfr.vnfcInstances().get(1));
    vnfm.stop(context, vnfr);

    assertThat(container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
    await().until(() -> container("web-2").status() == ContainerStatus.EXITED);
  }

  @Test
  void aVimThatNobodyServesIsAnErrorThatNamesIt() {
    VirtualNetworkFunctionRecord elsewhere =
        vnfr("INITIALIZED", "web-1").mapVnfcInstances(instance -> instance.withVimId("vim-2"));

    assertThatThrownBy(() -> vnfm.start(context, elsewhere)).hasMessageContaining("vim-2");
  }

  @Test
  void aChannelWithoutBusIsAnErrorThatSaysSo() {
    assertThatThrownBy(
            () ->
                vnfm.start(
                    new TestContext(Optional.empty(), request(), false),
                    vnfr("INITIALIZED", "web-1")))
        .hasMessageContaining("BusChannel");
  }

  private Container container(String name) {
    return pop.container(Filter.byName(name)).orElseThrow();
  }

  private static OrVnfmInstantiate request() {
    return OrVnfmInstantiateBuilder.builder().action(Action.INSTANTIATE).build();
  }

  private static VirtualNetworkFunctionRecord vnfr(String status, String... hosts) {
    List<Map<String, String>> instances =
        List.of(hosts).stream()
            .map(host -> Map.of("id", "id-" + host, "hostname", host, "vim_id", VIM))
            .toList();
    return CatalogueJson.read(
        CatalogueJson.toTree(
            Map.of(
                "type",
                "web",
                "status",
                status,
                "configurations",
                Map.of(
                    "configurationParameters", List.of(Map.of("confKey", "PORT", "value", "80"))),
                "vdu",
                List.of(Map.of("vnfc_instance", instances)))),
        VirtualNetworkFunctionRecord.class);
  }

  private static VNFRecordDependency dependency(String address) {
    return CatalogueJson.read(
        CatalogueJson.toTree(
            Map.of(
                "vnfcParameters",
                Map.of(
                    "db",
                    Map.of(
                        "parameters",
                        Map.of("i", Map.of("parameters", Map.of("private", address))))))),
        VNFRecordDependency.class);
  }
}
