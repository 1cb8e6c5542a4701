package org.mano4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.testkit.Waiting.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrGeneric;
import org.mano4j.catalogue.message.VnfmOrScaling;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.nfvo.NfvoAddresses;

/** What VNFMs ask when they should not. */
class VnfmRequestsTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void refusesASecondGrantOfAVnfThatHasServers() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 1));
    VirtualNetworkFunctionRecord again = lab.nfvo.vnfr(nsr, "srv").withId(null);

    OrVnfmMessage reply =
        lab.vnfm.rpc(new VnfmOrGeneric(Action.GRANT_OPERATION, again, null, Map.of()));

    assertThat(((OrVnfmError) reply).message()).contains("launched twice");
    assertThat(lab.driver.servers()).hasSize(1);
  }

  @Test
  void refusesScalingThatNobodyAskedFor() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 2));

    OrVnfmMessage reply =
        lab.vnfm.rpc(
            new VnfmOrScaling(Action.SCALING, lab.nfvo.vnfr(nsr, "srv"), "", lab.vim, Map.of()));

    assertThat(((OrVnfmError) reply).message()).contains("no scale-out of VNFR srv");
    assertThat(lab.driver.servers()).hasSize(1);
  }

  @Test
  void savesARecordThatAVnfmUpdates() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 2));
    VirtualNetworkFunctionRecord vnfr = lab.nfvo.vnfr(nsr, "srv");

    OrVnfmMessage reply =
        lab.vnfm.rpc(
            new VnfmOrGeneric(Action.UPDATEVNFR, vnfr.withLocalization("Berlin"), null, Map.of()));

    VirtualNetworkFunctionRecord saved = ((OrVnfmGeneric) reply).vnfr();
    assertThat(saved.hbVersion()).isEqualTo(vnfr.hbVersion() + 1);
    assertThat(lab.nfvo.vnfr(nsr, "srv").localization()).isEqualTo("Berlin");
  }

  @Test
  void givesNoReplyForAServiceThatItDoesNotKnow() {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 2));
    lab.vnfm.rpcTimeout(Action.GRANT_OPERATION, Duration.ofMillis(300));
    VirtualNetworkFunctionRecord stranger = lab.nfvo.vnfr(nsr, "srv").withParentNsId("unknown");

    OrVnfmMessage reply =
        lab.vnfm.rpc(new VnfmOrGeneric(Action.GRANT_OPERATION, stranger, null, Map.of()));

    assertThat(((OrVnfmError) reply).message()).contains("got no reply");
  }

  @Test
  void dropsWhatItCannotReadAndGoesOn() {
    for (String text : new String[] {"hello", "{}", "{'action':'DANCE'}", "null"}) {
      lab.vnfm.publish(NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS_REPLY), Message.text(text));
      lab.vnfm.publish(NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS), Message.text(text));
    }

    await()
        .untilAsserted(
            () ->
                assertThat(lab.nfvo.trace().entries())
                    .filteredOn(entry -> entry.what().equals("unreadable"))
                    .hasSize(6));
    lab.active(Nsds.nsd().vnf("srv", 1, 1));
  }

  @Test
  void readsNothingThatDoesNotCallItselfText() {
    for (String type : new String[] {"application/json", "plain/text", null}) {
      lab.vnfm.publish(
          NfvoAddresses.of(NfvoAddresses.VNFM_ACTIONS_REPLY),
          new Message("{'action':'START'}".getBytes(UTF_8), type, null, null, Map.of()));
      lab.vnfm.publish(
          NfvoAddresses.of(NfvoAddresses.MANAGER_HANDLING),
          new Message(
              "{'type':'x','action':'register'}".getBytes(UTF_8), type, null, null, Map.of()));
    }

    await()
        .untilAsserted(
            () ->
                assertThat(lab.nfvo.trace().entries())
                    .filteredOn(entry -> entry.what().equals("not text"))
                    .hasSize(6));
    assertThat(lab.nfvo.registered()).doesNotContain("x");
  }
}
