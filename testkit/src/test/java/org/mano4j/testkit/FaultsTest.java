package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.messaging.nfvo.NfvoRegistration;
import org.mano4j.messaging.nfvo.RegistrationOptions;

class FaultsTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void refusesAGrantOnceWithTheGivenText() {
    lab.nfvo.faults().refuseGrant("srv", "the quota is used up");

    String refused = lab.failed(Nsds.nsd().vnf("srv", 1, 1));

    assertThat(lab.nfvo.failure(refused).orElseThrow().message()).contains("quota is used up");
    assertThat(lab.driver.calls("launchInstanceAndWait")).isEmpty();
    lab.active(Nsds.nsd().vnf("srv", 1, 1));
  }

  @Test
  void failsTheChosenLaunch() {
    lab.nfvo.faults().failLaunch(2, "no room");

    lab.active(Nsds.nsd().vnf("first", 1, 1));
    String second = lab.failed(Nsds.nsd().vnf("second", 1, 1));

    assertThat(lab.nfvo.failure(second).orElseThrow().message()).contains("no room");
    lab.active(Nsds.nsd().vnf("third", 1, 1));
  }

  @Test
  void dropsAReplyAfterTheWorkWasDone() throws Exception {
    lab.vnfm.rpcTimeout(Action.ALLOCATE_RESOURCES, Duration.ofSeconds(1));
    lab.nfvo.faults().dropReply(Action.ALLOCATE_RESOURCES);

    String nsr = lab.failed(Nsds.nsd().vnf("srv", 2, 2));

    assertThat(lab.nfvo.failure(nsr).orElseThrow().message()).contains("got no reply");
    await().untilAsserted(() -> assertThat(lab.nfvo.trace().toString()).contains("reply dropped"));
    assertThat(lab.driver.servers()).hasSize(2);
    lab.nfvo.terminate(nsr).get();
    assertThat(lab.driver.servers()).isEmpty();
  }

  @Test
  void answersNoRegistrationThatItIsToIgnore() {
    lab.nfvo.faults().ignoreRegistrations("late");
    RegistrationOptions once =
        RegistrationOptions.defaults().withAttempts(1).withTimeout(Duration.ofMillis(300));

    assertThatThrownBy(() -> register("late", once))
        .isInstanceOf(BusException.class)
        .hasMessageContaining("did not answer");
    assertThat(lab.nfvo.registered()).doesNotContain("late");

    lab.nfvo.faults().clear();
    register("late", RegistrationOptions.defaults());
    assertThat(lab.nfvo.registered()).contains("late");
  }

  private void register(String type, RegistrationOptions options) {
    NfvoRegistration.registerVnfm(
        lab.bus,
        NfvoAddresses.DEFAULT_REGISTRATION_USER,
        VnfmManagerEndpointBuilder.builder().type(type).endpoint(type).build(),
        options);
  }

  @Test
  void refusesAnImpossibleLaunchNumber() {
    assertThatThrownBy(() -> lab.nfvo.faults().failLaunch(0, "never"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
