package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmExecuteScript;
import org.mano4j.catalogue.message.OrVnfmGeneric;
import org.mano4j.catalogue.message.OrVnfmHealVNFRequest;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmStartStop;
import org.mano4j.catalogue.message.OrVnfmUpdate;
import org.mano4j.catalogue.message.VnfmOrHealed;
import org.mano4j.catalogue.message.VnfmOrStartStop;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.descriptors.VnfPackage;

class ServiceOperationsTest {

  @RegisterExtension final Lab lab = Lab.open();

  private static Nsds service() {
    return Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 1, 2).dependency("cli", "srv");
  }

  private VNFCInstance first(String nsr, String vnfr) {
    return lab.nfvo.vnfr(nsr, vnfr).vnfcInstances().get(0);
  }

  @Test
  void givesTheLinesOfALog() throws Exception {
    String nsr = lab.active(service());
    String hostname = first(nsr, "srv").hostname();

    assertThat(lab.nfvo.operations(nsr).log(hostname).get().outputLog())
        .containsExactly("log of " + hostname);
  }

  @Test
  void leavesAServiceAsItWasWhenALogCannotBeHad() {
    String nsr = lab.active(service());
    lab.vnfm.on(Action.LOG_REQUEST, request -> ScriptedVnfm.literalNull());

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).log(first(nsr, "srv").hostname()).get())
        .hasMessageContaining("answered LOG_REQUEST with a literal null");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void storesNothingOfTheAnswerToAScript() throws Exception {
    String nsr = lab.active(service());
    VirtualNetworkFunctionRecord before = lab.nfvo.vnfr(nsr, "srv");
    lab.vnfm.on(Action.EXECUTE, request -> ScriptedVnfm.literalNull());

    VirtualNetworkFunctionRecord after = lab.nfvo.operations(nsr).execute("srv", "echo 1").get();

    assertThat(after).isEqualTo(before);
    OrVnfmExecuteScript sent = lab.vnfm.received(OrVnfmExecuteScript.class, Action.EXECUTE).get(0);
    assertThat(sent.script().name()).isEqualTo("ob_runtime_script");
    assertThat(sent.script().payload().toText()).isEqualTo("echo 1");
  }

  @Test
  void putsAServiceIntoErrorWhenAScriptFails() {
    String nsr = lab.active(service());
    lab.vnfm.failsIn(Action.EXECUTE, "exit code 1");

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).execute("srv", "exit 1").get())
        .hasMessageContaining("exit code 1");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
  }

  @Test
  void tellsNobodyOfAnInstanceInReserve() throws Exception {
    String nsr = lab.active(service());

    VNFCInstance standby = lab.nfvo.operations(nsr).addStandby("srv").get();

    assertThat(standby.state()).isEqualTo("STANDBY");
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START");
  }

  @Test
  void makesTheReserveActiveAndTellsOthersWhenTheAnswerNamesTheCause() throws Exception {
    String nsr = lab.active(service());
    String failed = first(nsr, "srv").hostname();
    VNFCInstance standby = lab.nfvo.operations(nsr).addStandby("srv").get();
    lab.vnfm.changes(Action.HEAL, answer -> ((VnfmOrHealed) answer).withCause("switchToStandby"));

    VNFCInstance active = lab.nfvo.operations(nsr).switchToStandby(failed).get();

    assertThat(active.id()).isEqualTo(standby.id());
    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances())
        .extracting(VNFCInstance::state)
        .containsExactly("FAILED", "ACTIVE");
    assertThat(lab.vnfm.received(OrVnfmHealVNFRequest.class, Action.HEAL).get(0).cause())
        .isEqualTo("switchToStandby");
    OrVnfmGeneric again = lab.vnfm.received(OrVnfmGeneric.class, Action.MODIFY).get(1);
    assertThat(again.vnfrd().vnfcParameters().get("srv-type").parameters())
        .containsOnlyKeys(standby.id());
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START", "MODIFY", "START");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void leavesTheReserveAsItIsWhenTheAnswerDoesNotNameTheCause() throws Exception {
    String nsr = lab.active(service());
    String failed = first(nsr, "srv").hostname();
    lab.nfvo.operations(nsr).addStandby("srv").get();

    lab.nfvo.operations(nsr).switchToStandby(failed).get();

    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances())
        .extracting(VNFCInstance::state)
        .containsExactly("FAILED", "STANDBY");
    lab.nfvo.trace().assertActions("cli", "INSTANTIATE", "MODIFY", "START");
  }

  @Test
  void refusesToSwitchWithoutAReserve() {
    String nsr = lab.active(service());

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).switchToStandby(first(nsr, "srv").hostname()))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("no instance in reserve");
    assertThat(first(nsr, "srv").state()).isEqualTo("ACTIVE");
  }

  @Test
  void updatesWithoutAScript() throws Exception {
    String nsr = lab.active(service());

    VirtualNetworkFunctionRecord updated = lab.nfvo.operations(nsr).update("srv").get();

    assertThat(updated.task()).isEqualTo("update");
    assertThat(lab.vnfm.received(OrVnfmUpdate.class, Action.UPDATE).get(0).script()).isNull();
  }

  @Test
  void sendsAScriptThatHasChangedAndKeepsItInThePackage() throws Exception {
    String nsr = lab.active(packaged());

    lab.nfvo.operations(nsr).updateScript("psrv", "start.sh", "echo new").get();
    lab.nfvo.operations(nsr).restart("psrv", "image-1").get();

    OrVnfmUpdate update = lab.vnfm.received(OrVnfmUpdate.class, Action.UPDATE).get(0);
    assertThat(update.script().name()).isEqualTo("start.sh");
    assertThat(update.script().payload().toText()).isEqualTo("echo new");
    assertThat(update.script().id()).isNotNull();
    OrVnfmInstantiate again = lab.vnfm.received(OrVnfmInstantiate.class, Action.INSTANTIATE).get(1);
    assertThat(again.vnfPackage().scripts()).contains(update.script());
  }

  @Test
  void refusesToChangeAScriptThatThePackageDoesNotHave() {
    String nsr = lab.active(packaged());
    String without = lab.active(service());

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).updateScript("psrv", "ghost.sh", ""))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("ghost.sh")
        .hasMessageContaining("start.sh");
    assertThatThrownBy(() -> lab.nfvo.operations(without).updateScript("srv", "start.sh", ""))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("without a package");
  }

  private static VnfPackage packaged() {
    return RecordedService.vnfPackage("b-package-and-day2/02-nfvo-to-vnfm-INSTANTIATE.json");
  }

  @Test
  void refusesADescriptorOfAPackageThatWasNotOnboarded() {
    assertThatThrownBy(() -> lab.nfvo.onboard("nsd.json", Nsds.ofPackage("ghost")))
        .isInstanceOf(DescriptorRefused.class)
        .hasMessageContaining("ghost");
  }

  @Test
  void rebuildsAndInstantiatesATargetAgain() throws Exception {
    String nsr = lab.active(service());

    VirtualNetworkFunctionRecord restarted =
        lab.nfvo.operations(nsr).restart("cli", "image-2").get();

    assertThat(restarted.status()).isEqualTo(Status.ACTIVE);
    assertThat(lab.driver.calls("rebuildServer").get(0).path("parameters").path(2).asText())
        .isEqualTo("image-2");
    OrVnfmInstantiate again = lab.vnfm.received(OrVnfmInstantiate.class, Action.INSTANTIATE).get(2);
    assertThat(again.vnfr().id()).isEqualTo(restarted.id());
    lab.nfvo
        .trace()
        .assertActions("cli", "INSTANTIATE", "MODIFY", "START", "INSTANTIATE", "MODIFY", "START");
    lab.nfvo.trace().assertActions("srv", "INSTANTIATE", "START");
  }

  @Test
  void leavesAVnfrAsItWasWhenItsServerCannotBeRebuilt() {
    String nsr = lab.active(service());
    lab.driver.throwsIn("rebuildServer", "no such image");

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).restart("srv", "image-2").get())
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("no such image");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
    assertThat(lab.nfvo.operations(nsr).update("srv")).isNotNull();
  }

  @Test
  void stopsAndStartsOneInstance() throws Exception {
    String nsr = lab.active(service());
    VNFCInstance other = lab.nfvo.scaleOut(nsr, "srv").get();
    String hostname = first(nsr, "srv").hostname();

    VNFCInstance stopped = lab.nfvo.operations(nsr).stop(hostname).get();
    Status whileStopped = lab.nfvo.status(nsr);
    VNFCInstance started = lab.nfvo.operations(nsr).start(hostname).get();

    assertThat(List.of(stopped.state(), started.state())).containsExactly("INACTIVE", "ACTIVE");
    assertThat(whileStopped).isEqualTo(Status.ACTIVE);
    assertThat(lab.nfvo.vnfr(nsr, "srv").vnfcInstances()).contains(other);
    OrVnfmStartStop stop = lab.vnfm.received(OrVnfmStartStop.class, Action.STOP).get(0);
    assertThat(stop.vnfcInstance().hostname()).isEqualTo(hostname);
  }

  @Test
  void startsTheOnlyInstanceOfAServiceThatIsInactive() throws Exception {
    String nsr = lab.active(Nsds.nsd().vnf("srv", 1, 1));
    String hostname = first(nsr, "srv").hostname();
    lab.nfvo.operations(nsr).stop(hostname).get();
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.INACTIVE);

    lab.nfvo.operations(nsr).start(hostname).get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void failsOnAnotherInstanceWithoutAState() throws Exception {
    String nsr = lab.active(service());
    VNFCInstance other = lab.nfvo.scaleOut(nsr, "srv").get();
    lab.vnfm.changes(
        Action.STOP,
        answer -> {
          VnfmOrStartStop stop = (VnfmOrStartStop) answer;
          return stop.withVirtualNetworkFunctionRecord(
              stop.virtualNetworkFunctionRecord()
                  .mapVnfcInstances(i -> other.id().equals(i.id()) ? i.withState(null) : i));
        });

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).stop(first(nsr, "srv").hostname()).get())
        .hasMessageContaining(other.hostname())
        .hasMessageContaining("without a state");
  }

  @Test
  void refusesWhatDoesNotExist() {
    String nsr = lab.active(service());
    ServiceOperations operations = lab.nfvo.operations(nsr);

    assertThatThrownBy(() -> operations.log("ghost"))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("no instance of that id or host name")
        .hasMessageContaining(first(nsr, "srv").hostname());
    assertThatThrownBy(() -> operations.execute("ghost", ""))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("cannot execute a script on ghost");
    assertThatThrownBy(() -> lab.nfvo.operations("ghost")).isInstanceOf(OperationRefused.class);
  }
}
