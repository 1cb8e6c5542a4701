package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmContext;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** What a user asks of a service whose VNFM is a {@link VnfmRuntime}. */
class OperationsOfVnfmRuntimeTest {

  @RegisterExtension final Lab lab = Lab.open();

  private final AtomicInteger failures = new AtomicInteger();

  private final VnfmRuntime vnfm =
      VnfmRuntime.builder(
              new VnfmHandler() {
                @Override
                public VirtualNetworkFunctionRecord start(
                    VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
                  if (failures.getAndDecrement() > 0) {
                    throw new IllegalStateException("not now");
                  }
                  return vnfr;
                }
              })
          .type("runtime")
          .channel(BusChannel.builder(lab.bus).build())
          .build();

  @BeforeEach
  void start() {
    vnfm.start();
  }

  @AfterEach
  void close() {
    vnfm.close();
  }

  private static Nsds service() {
    return Nsds.nsd()
        .vnf("srv", 1, 3, "runtime", "")
        .vnf("cli", 1, 2, "runtime", "")
        .dependency("cli", "srv");
  }

  @Test
  void areAllAnswered() throws Exception {
    String nsr = lab.active(service());
    ServiceOperations operations = lab.nfvo.operations(nsr);
    String first = lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname();

    assertThat(operations.log(first).get().errorLog()).isNotEmpty();
    operations.execute("srv", "echo 1").get();
    operations.stop(first).get();
    operations.start(first).get();
    operations.addStandby("srv").get();
    VNFCInstance active = operations.switchToStandby(first).get();
    operations.update("srv").get();
    operations.restart("cli", "image-1").get();

    assertThat(active.state()).isEqualTo("ACTIVE");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
  }

  @Test
  void takeAFailedStepAgain() throws Exception {
    failures.set(1);
    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1, "runtime", ""));

    lab.nfvo.operations(nsr).resume().get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
    lab.nfvo.trace().assertActions("srv", "INSTANTIATE", "START", "RESUME");
  }

  @Test
  void failAgainWhenTheStepFailsAgain() {
    failures.set(2);
    String nsr = lab.failed(Nsds.nsd().vnf("srv", 1, 1, "runtime", ""));

    assertThatThrownBy(() -> lab.nfvo.operations(nsr).resume().get())
        .hasMessageContaining("not now");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ERROR);
  }
}
