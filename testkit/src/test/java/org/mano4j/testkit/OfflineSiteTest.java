package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.nfv.MgmtVnfm;

class OfflineSiteTest {

  private static final byte[] NSD =
      Nsds.nsd()
          .vnf("srv", 1, 2, "mgmt", "")
          .vnf("cli", 1, 3, "mgmt", "")
          .dependency("cli", "srv")
          .json();

  private static OfflineSite site() {
    return OfflineSite.builder().pop("pop-1").vnfm("mgmt", new MgmtVnfm()).build();
  }

  @Test
  void runsAServiceOnARealPopServerAndLeavesNothingOver() throws Exception {
    try (OfflineSite site = site()) {
      site.start();

      NetworkServiceRecord nsr = site.launch("nsd.json", NSD);

      List<Container> containers = site.containers();
      assertThat(containers)
          .hasSize(2)
          .extracting(Container::status)
          .containsOnly(ContainerStatus.RUNNING);
      String server = nsr.vnfr().get(0).vnfcInstances().get(0).ips().get(0).ip();
      String client = nsr.vnfr().get(1).vnfcInstances().get(0).hostname();
      assertThat(site.pop("pop-1").container(client).metadata())
          .containsAllEntriesOf(
              Map.of("SRV_TYPE_PRIVATE", server, "SRV_TYPE_PORT", "80", "port", "80"));

      site.nfvo().terminate(nsr.id()).get();

      assertThat(site.pop("pop-1").stats().containers()).isZero();
      assertThat(site.pop("pop-1").stats().addressesInUse()).isZero();
    }
  }

  @Test
  void restartsAVnfWithAnotherImageOnItsAddress() throws Exception {
    try (OfflineSite site = site()) {
      site.start();
      NetworkServiceRecord nsr = site.launch("nsd.json", NSD);
      VNFCInstance before = nsr.vnfr().get(0).vnfcInstances().get(0);
      OfflinePop pop = site.pop("pop-1");
      Container old = pop.container(before.hostname());

      site.nfvo().operations(nsr.id()).restart("srv", "another:2").get();

      Container made = pop.container(before.hostname());
      assertThat(made.id()).isNotEqualTo(old.id());
      assertThat(made.imageId()).isEqualTo("another:2");
      assertThat(made.status()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(made.metadata()).containsAllEntriesOf(old.metadata());
      assertThat(made.endpoints().get("private").address()).isEqualTo(before.ips().get(0).ip());
      site.nfvo().terminate(nsr.id()).get();
      assertThat(pop.stats().containers()).isZero();
      assertThat(pop.stats().addressesInUse()).isZero();
    }
  }

  @Test
  void runsSeveralTimesInOneJvmAtOnce() {
    try (OfflineSite one = site();
        OfflineSite two = site()) {
      one.start();
      two.start();

      one.launch("nsd.json", NSD);
      two.launch("nsd.json", NSD);

      assertThat(one.containers()).hasSize(2);
      assertThat(two.containers()).hasSize(2);
    }
  }

  @Test
  void isNotStartedAfterItWasClosed() {
    OfflineSite site = site();
    site.close();

    assertThatThrownBy(site::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("this site was closed");
  }

  @Test
  void namesThePopsThatItHas() {
    try (OfflineSite site = site()) {
      assertThatThrownBy(() -> site.pop("pop-2"))
          .isInstanceOf(NoSuchElementException.class)
          .hasMessageContaining("pop-1");
    }
  }
}
