package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.vnfm.BusChannel;
import org.mano4j.vnfm.VnfmHandler;
import org.mano4j.vnfm.VnfmRuntime;

/** A {@link VnfmRuntime} with a private user on a RabbitMQ. */
class VnfmRuntimeRabbitMqIT {

  private final LiveLab lab = LiveLab.managed();

  private final VnfmRuntime vnfm =
      VnfmRuntime.builder(new VnfmHandler() {})
          .type(lab.type)
          .channel(BusChannel.builder(lab.bus).registrationUser(lab.registrationUser).build())
          .build();

  @AfterEach
  void close() {
    vnfm.close();
    lab.close();
  }

  @Test
  void livesThroughEverythingThatAUserAsksOfAService() throws Exception {
    ScriptedDriver driver = lab.driver();
    vnfm.start();
    lab.nfvo.addVim(Lab.vim("vim1", "test"));

    String nsr = lab.active(lab.service());
    lab.nfvo.scaleOut(nsr, "srv").get();
    lab.nfvo.scaleIn(nsr, "srv").get();
    ServiceOperations operations = lab.nfvo.operations(nsr);
    String first = lab.nfvo.vnfr(nsr, "srv").vnfcInstances().get(0).hostname();
    operations.execute("srv", "echo 1").get();
    operations.addStandby("srv").get();
    VNFCInstance active = operations.switchToStandby(first).get();
    operations.restart("srv", "image-1").get();

    assertThat(active.state()).isEqualTo("ACTIVE");
    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.ACTIVE);
    lab.nfvo.terminate(nsr).get();
    assertThat(driver.servers()).isEmpty();
  }
}
