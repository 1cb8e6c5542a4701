package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.pop.nfv.MgmtVnfmOptions;

/** What a user of an NFVO asks of a running service, with MgmtVnfm and a Pop. */
class MgmtVnfmOperationsTest {

  private static final byte[] NSD =
      Nsds.nsd()
          .vnf("srv", 1, 4, "mgmt", "")
          .vnf("cli", 1, 4, "mgmt", "")
          .dependency("cli", "srv")
          .json();

  private OfflineSite site;
  private String nsr;

  @AfterEach
  void nothingIsLeftOver() throws Exception {
    site.nfvo().terminate(nsr).get();
    assertThat(site.pop("pop-1").stats().containers()).isZero();
    assertThat(site.pop("pop-1").stats().addressesInUse()).isZero();
    site.close();
  }

  private void launch(MgmtVnfmOptions options) {
    site = OfflineSite.builder().pop("pop-1").vnfm("mgmt", new MgmtVnfm(options)).build();
    site.start();
    NetworkServiceRecord launched = site.launch("nsd.json", NSD);
    nsr = launched.id();
  }

  private List<VNFCInstance> instances(String vnf) {
    return site.nfvo().vnfr(nsr, vnf).vnfcInstances();
  }

  private VNFCInstance first(String vnf) {
    return instances(vnf).get(0);
  }

  private Container container(VNFCInstance instance) {
    return site.pop("pop-1").container(instance.hostname());
  }

  private static String address(Container container) {
    return container.endpoints().values().stream().map(Endpoint::address).findFirst().orElse("");
  }

  private void crash(VNFCInstance instance) {
    String id = container(instance).id();
    site.pop("pop-1").backend().runningInstances().stream()
        .filter(running -> running.containerId().equals(id))
        .forEach(running -> site.pop("pop-1").backend().exit(running.id(), 1));
    await().until(() -> container(instance).status() == ContainerStatus.FAILED);
  }

  @Test
  void healStartsAFailedContainerInANewLifeOnItsAddress() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    VNFCInstance server = first("srv");
    Container before = container(server);
    crash(server);

    VNFCInstance healed = site.nfvo().operations(nsr).heal(server.hostname(), "it fell over").get();

    Container after = container(server);
    assertThat(after.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(after.life()).isEqualTo(2);
    assertThat(address(after)).isEqualTo(address(before));
    assertThat(after.metadata()).isEqualTo(before.metadata());
    assertThat(healed.state()).isEqualTo("ACTIVE");
    assertThat(healed.vcId()).isEqualTo(after.id());
  }

  @Test
  void healMakesAContainerAnewThatIsGoneWithNameAddressAndEnvironment() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    VNFCInstance client = first("cli");
    Container before = container(client);
    site.pop("pop-1").client().delete(Filter.byId(before.id()));

    VNFCInstance healed = site.nfvo().operations(nsr).heal(client.hostname(), "gone").get();

    Container after = container(client);
    assertThat(after.status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(address(after)).isEqualTo(address(before));
    assertThat(after.imageId()).isEqualTo(before.imageId());
    assertThat(after.metadata()).isEqualTo(before.metadata()).containsKey("SRV_TYPE_PRIVATE");
    assertThat(after.id()).isNotEqualTo(before.id());
    // by which the NFVO deletes it in the end
    assertThat(healed.vcId()).isEqualTo(client.vcId());
    assertThat(healed.ips()).isEqualTo(client.ips());
  }

  @Test
  void healRunsAHealthyContainerAnew() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    VNFCInstance client = first("cli");

    site.nfvo().operations(nsr).heal(client.hostname(), "it hangs").get();

    assertThat(container(client).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(client).life()).isEqualTo(2);
    assertThat(container(first("srv")).life()).isEqualTo(1);
  }

  @Test
  void aStandbyIsConfiguredAlsoByALaterModifyButNotStarted() throws Exception {
    launch(MgmtVnfmOptions.defaults().withFollowNewSources(true));

    VNFCInstance standby = site.nfvo().operations(nsr).addStandby("cli").get();
    assertThat(container(standby).status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container(standby).metadata()).isEqualTo(container(first("cli")).metadata());
    VNFCInstance added = site.nfvo().scaleOut(nsr, "srv").get();

    assertThat(container(standby).status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container(standby).metadata())
        .containsEntry("SRV_TYPE_PRIVATE", address(container(added)));
  }

  @Test
  void aStandbyRunsWhenItIsSwitchedToAndThoseThatDependOnItAreRestarted() throws Exception {
    launch(MgmtVnfmOptions.defaults().withRestart(true).withFollowNewSources(true));
    VNFCInstance failed = first("srv");
    VNFCInstance standby = site.nfvo().operations(nsr).addStandby("srv").get();
    crash(failed);

    VNFCInstance active = site.nfvo().operations(nsr).switchToStandby(failed.hostname()).get();

    assertThat(active.state()).isEqualTo("ACTIVE");
    assertThat(active.id()).isEqualTo(standby.id());
    assertThat(container(active).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(failed).status()).isEqualTo(ContainerStatus.FAILED);
    assertThat(container(first("cli")).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(first("cli")).metadata())
        .containsEntry("SRV_TYPE_PRIVATE", address(container(active)));
  }

  @Test
  void stopsAndStartsOneInstance() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    VNFCInstance second = site.nfvo().scaleOut(nsr, "cli").get();
    VNFCInstance firstOne = first("cli");

    site.nfvo().operations(nsr).stop(second.hostname()).get();
    await().until(() -> container(second).status() == ContainerStatus.EXITED);
    assertThat(container(firstOne).status()).isEqualTo(ContainerStatus.RUNNING);
    site.nfvo().operations(nsr).start(second.hostname()).get();

    assertThat(container(second).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(second).life()).isEqualTo(2);
    assertThat(container(firstOne).life()).isEqualTo(1);
  }

  @Test
  void aSourceThatScalesIsNoErrorWhereAnInstanceIsStopped() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    site.nfvo().scaleOut(nsr, "cli").get();
    VNFCInstance client = first("cli");
    site.nfvo().operations(nsr).stop(client.hostname()).get();

    site.nfvo().scaleOut(nsr, "srv").get();

    assertThat(container(client).status()).isEqualTo(ContainerStatus.RUNNING);
  }

  @Test
  void scaleOutAndInLeaveTheOthersAsTheyAre() throws Exception {
    launch(MgmtVnfmOptions.defaults());
    Container before = container(first("cli"));

    VNFCInstance added = site.nfvo().scaleOut(nsr, "cli").get();
    assertThat(container(added).metadata()).isEqualTo(before.metadata());
    site.nfvo().scaleIn(nsr, "cli").get();

    assertThat(instances("cli")).hasSize(1);
    assertThat(container(first("cli")).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(first("cli")).life()).isEqualTo(1);
  }

  @Test
  void containersAreRestartedWithNewMetadataIfThatIsConfigured() throws Exception {
    launch(MgmtVnfmOptions.defaults().withRestart(true).withFollowNewSources(true));
    VNFCInstance client = first("cli");

    VNFCInstance added = site.nfvo().scaleOut(nsr, "srv").get();

    assertThat(container(client).status()).isEqualTo(ContainerStatus.RUNNING);
    assertThat(container(client).life()).isEqualTo(2);
    assertThat(container(client).metadata())
        .containsEntry("SRV_TYPE_PRIVATE", address(container(added)));
  }

  @Test
  void theInstanceOfASourceWithTheSmallestIdStaysInUseHoweverManyCome() throws Exception {
    launch(MgmtVnfmOptions.defaults().withRestart(true));
    VNFCInstance client = first("cli");
    String expected = "";
    for (int i = 0; i < 3; i++) {
      site.nfvo().scaleOut(nsr, "srv").get();
      VNFCInstance smallest =
          instances("srv").stream().min(Comparator.comparing(VNFCInstance::id)).orElseThrow();
      expected = address(container(smallest));
      assertThat(container(client).metadata()).containsEntry("SRV_TYPE_PRIVATE", expected);
    }
    VNFCInstance another = site.nfvo().scaleOut(nsr, "cli").get();

    assertThat(container(another).metadata()).containsEntry("SRV_TYPE_PRIVATE", expected);
    assertThat(container(client).status()).isEqualTo(ContainerStatus.RUNNING);
  }
}
