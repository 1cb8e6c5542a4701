package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmScaling;
import org.mano4j.catalogue.message.VnfmOrScaled;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;

class ScalingTest {

  @RegisterExtension final Lab lab = Lab.open();

  private final AtomicBoolean broken = new AtomicBoolean();

  @RegisterExtension
  final Lab counted =
      Lab.builder(NfvoOptions.defaults(), builder -> builder.ids(this::idUnlessBroken));

  private String idUnlessBroken() {
    if (broken.get()) {
      throw new IllegalStateException("no more ids");
    }
    return UUID.randomUUID().toString();
  }

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  @Test
  void addsAnActiveInstanceAndTellsThoseThatDependOnIt() throws Exception {
    String nsr = lab.active(service());

    VNFCInstance added = lab.nfvo.scaleOut(nsr, "srv").get();

    VirtualNetworkFunctionRecord vnfr = lab.nfvo.vnfr(nsr, "srv");
    assertThat(vnfr.vnfcInstances()).hasSize(2).contains(added);
    assertThat(added.state()).isEqualTo("ACTIVE");
    assertThat(vnfr.task()).isEqualTo("scaled");
    assertThat(vnfr.vdu().get(0).vnfc()).hasSize(2);
    OrVnfmGeneric again = lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY).get(1);
    assertThat(again.vnfrd().vnfcParameters().get("srv-type").parameters())
        .containsOnlyKeys(added.id());
    assertThat(
            again
                .vnfrd()
                .vnfcParameters()
                .get("srv-type")
                .parameters()
                .get(added.id())
                .parameters())
        .containsEntry("hostname", added.hostname())
        .containsEntry("private", added.ips().get(0).ip());
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START", "MODIFY", "START");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void givesAScaledTargetTheDependencyOfAllItsSources() throws Exception {
    String nsr = lab.active(service());
    lab.nfvo.scaleOut(nsr, "srv").get();

    lab.nfvo.scaleOut(nsr, "cli").get();

    OrVnfmScaling request = lab.vnfm.received(OrVnfmScaling.class, Action.SCALE_OUT).get(1);
    assertThat(request.dependency().vnfcParameters().get("srv-type").parameters()).hasSize(2);
    assertThat(request.extension()).doesNotContainKey("nsr-id").containsKey("brokerIp");
  }

  @Test
  void asksTheVnfmOfTheScaledVnfToModifyItsTargets() throws Exception {
    ScriptedVnfm other = lab.close(new ScriptedVnfm(lab.bus, "other"));
    String nsr =
        lab.active(
            Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2, "other", "").dependency("cli", "srv"));
    int before = lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY).size();

    lab.nfvo.scaleOut(nsr, "srv").get();

    assertThat(before).isZero();
    assertThat(lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY)).hasSize(1);
    assertThat(other.received(OrVnfmGeneric.class, Action.MODIFY)).hasSize(1);
  }

  @Test
  void refusesMoreInstancesThanScaleInOutBeforeAnythingIsLaunched() throws Exception {
    String nsr = lab.active(service());
    lab.nfvo.scaleOut(nsr, "cli").get();
    int launches = lab.driver.calls("launchInstanceAndWait").size();
    long messages = lab.nfvo.trace().count();

    assertThatThrownBy(() -> lab.nfvo.scaleOut(nsr, "cli"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("cli-vdu")
        .hasMessageContaining("2 instances")
        .hasMessageContaining("scale_in_out is 2");
    assertThat(lab.driver.calls("launchInstanceAndWait")).hasSize(launches);
    assertThat(lab.nfvo.trace().count()).isEqualTo(messages);
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void refusesToScaleWhatIsNotActive() {
    lab.vnfm.failsIn(Action.START, "no");
    String nsr = lab.failed(service());

    assertThatThrownBy(() -> lab.nfvo.scaleOut(nsr, "srv"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("is ERROR");
    assertThatThrownBy(() -> lab.nfvo.scaleIn(nsr, "srv"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("is ERROR");
  }

  @Test
  void refusesASecondScaleOutWhileOneIsInProgress() {
    String nsr = lab.active(service());
    lab.vnfm.isSilentOn(Action.SCALE_OUT);
    CompletableFuture<VNFCInstance> first = lab.nfvo.scaleOut(nsr, "srv");

    assertThatThrownBy(() -> lab.nfvo.scaleOut(nsr, "srv"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("scale-out of srv is in progress");
    assertThat(first).isNotDone();
  }

  @Test
  void refusesToScaleWhatDoesNotExist() {
    String nsr = lab.active(service());

    assertThatThrownBy(() -> lab.nfvo.scaleOut(nsr, "ghost"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("ghost")
        .hasMessageContaining("srv");
    assertThat(lab.nfvo.scaleOut(nsr, "srv")).isNotNull();
  }

  @Test
  void isNotBusyWithAScalingThatCouldNotBegin() throws Exception {
    String nsr = counted.active(service());
    broken.set(true);
    assertThatThrownBy(() -> counted.nfvo.scaleOut(nsr, "srv")).hasMessage("no more ids");
    broken.set(false);

    assertThatThrownBy(() -> counted.nfvo.scaleOut(nsr, null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> counted.nfvo.scaleIn(nsr, null))
        .isInstanceOf(NullPointerException.class);

    assertThat(counted.nfvo.scaleOut(nsr, "srv").get()).isNotNull();
  }

  @Test
  void keepsAStandbyInstanceInReserve() throws Exception {
    String nsr = lab.active(service());
    lab.vnfm.changes(
        Action.SCALE_OUT,
        answer -> {
          VnfmOrScaled scaled = (VnfmOrScaled) answer;
          VNFCInstance standby = scaled.vnfcInstance().withState("STANDBY");
          return scaled
              .withVnfcInstance(standby)
              .withVirtualNetworkFunctionRecord(
                  scaled.virtualNetworkFunctionRecord().replaceVnfcInstance(standby));
        });

    VNFCInstance added = lab.nfvo.scaleOut(nsr, "srv").get();

    assertThat(added.state()).isEqualTo("STANDBY");
  }

  @Test
  void failsAScaleOutWhoseLaunchFails() {
    String nsr = lab.active(service());
    lab.nfvo.faults().failLaunch(1, "no room");

    CompletableFuture<VNFCInstance> scaleOut = lab.nfvo.scaleOut(nsr, "srv");

    assertThatThrownBy(scaleOut::get)
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("no room");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances())
        .extracting(VNFCInstance::state)
        .containsExactly("ACTIVE", "ERROR");
  }

  @Test
  void takesTheNewestInstanceAwayAndTellsThoseThatDependOnIt() throws Exception {
    String nsr = lab.active(service());
    VNFCInstance added = lab.nfvo.scaleOut(nsr, "srv").get();

    VNFCInstance removed = lab.nfvo.scaleIn(nsr, "srv").get();

    assertThat(removed.id()).isEqualTo(added.id());
    assertThat(lab.driver.servers()).hasSize(2).doesNotContain(added.vcId());
    VirtualNetworkFunctionRecord vnfr = lab.nfvo.vnfr(nsr, "srv");
    assertThat(vnfr.vnfcInstances()).hasSize(1);
    assertThat(vnfr.vdu().get(0).vnfc()).hasSize(1);
    assertThat(vnfr.vnfAddress()).doesNotContain(added.ips().get(0).ip());
    OrVnfmScaling told = lab.vnfm.received(OrVnfmScaling.class, Action.SCALE_IN).get(0);
    assertThat(told.virtualNetworkFunctionRecord().name()).isEqualTo("cli");
    assertThat(told.vnfcInstance().id()).isEqualTo(added.id());
    lab.nfvo.trace().assertActions("srv", "INSTANTIATE", "START", "SCALE_OUT");
  }

  @Test
  void takesTheNamedInstanceAway() throws Exception {
    String nsr = lab.active(service());
    VNFCInstance first = lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0);
    lab.nfvo.scaleOut(nsr, "srv").get();

    lab.nfvo.scaleIn(nsr, first.hostname()).get();

    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances())
        .extracting(VNFCInstance::id)
        .doesNotContain(first.id())
        .hasSize(1);
  }

  @Test
  void refusesToTakeTheLastInstanceAway() {
    String nsr = lab.active(service());
    String only = lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname();

    for (String wanted : new String[] {"srv", "srv-vdu", only}) {
      assertThatThrownBy(() -> lab.nfvo.scaleIn(nsr, wanted))
          .isInstanceOf(OperationRefused.class)
          .hasMessageContaining("last one stays");
    }
    assertThat(lab.driver.servers()).hasSize(2);
  }

  @Test
  void forgetsWhatARemovedInstanceGaveToItsTargets() throws Exception {
    String nsr = lab.active(service());
    lab.nfvo.scaleOut(nsr, "srv").get();
    lab.nfvo.scaleIn(nsr, "srv").get();

    lab.nfvo.scaleOut(nsr, "cli").get();

    OrVnfmScaling request = lab.vnfm.received(OrVnfmScaling.class, Action.SCALE_OUT).get(1);
    assertThat(request.dependency().vnfcParameters().get("srv-type").parameters()).hasSize(1);
  }
}
