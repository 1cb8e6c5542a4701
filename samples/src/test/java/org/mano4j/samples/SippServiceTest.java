package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.NetworkServiceRecord;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFRecordDependency;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.pop.nfv.MgmtVnfm;
import org.mano4j.testkit.OperationRefused;
import org.mano4j.testkit.junit.ManoExtension;
import org.mano4j.vnfm.VnfmContext;

/** The SIPp service at its limits and with a manager that fails. */
class SippServiceTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private volatile boolean failing;

  @RegisterExtension
  final ManoExtension mano = ManoExtension.create().pop("pop-1").vnfm("mgmt", new Failing());

  @Test
  void aSixthClientIsRefusedBeforeAnythingIsLaunched() throws Exception {
    NetworkServiceRecord nsr = mano.launch("nsd.json", Sipp.nsd());
    for (int clients = 1; clients < 5; clients++) {
      scaleOut(nsr.id());
    }
    int messages = mano.nfvo().trace().entries().size();

    assertThatThrownBy(() -> scaleOut(nsr.id()))
        .isInstanceOf(OperationRefused.class)
        .hasMessageContaining("5");

    assertThat(mano.containers()).hasSize(6);
    assertThat(mano.nfvo().trace().entries()).hasSize(messages);
    assertThat(mano.nfvo().status(nsr.id())).isEqualTo(Status.ACTIVE);
  }

  @Test
  void aManagerThatFailsInModifyEndsInAnErrorThatCanBeTerminated() throws Exception {
    failing = true;
    String id = mano.nfvo().launch(mano.site().onboard("nsd.json", Sipp.nsd()));

    mano.nfvo().awaitStatus(id, Status.ERROR, SOON);

    assertThat(mano.nfvo().failure(id).orElseThrow().message()).contains("no licence left");
    assertThat(mano.containers()).hasSize(2);
    mano.nfvo().terminate(id).get(SOON.toSeconds(), TimeUnit.SECONDS);
    assertThat(mano.nfvo().status(id)).isEqualTo(Status.TERMINATED);
    assertThat(mano.pop().stats().containers()).isZero();
    assertThat(mano.pop().stats().addressesInUse()).isZero();
    assertThat(mano.pop().backend().runningInstances()).isEmpty();
  }

  private void scaleOut(String nsrId) throws Exception {
    mano.nfvo().scaleOut(nsrId, "sipp-client").get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  private final class Failing extends MgmtVnfm {
    @Override
    public VirtualNetworkFunctionRecord modify(
        VnfmContext context, VirtualNetworkFunctionRecord vnfr, VNFRecordDependency dependency)
        throws Exception {
      if (failing) {
        throw new IllegalStateException("no licence left for " + vnfr.name());
      }
      return super.modify(context, vnfr, dependency);
    }
  }
}
