package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.record.Status;

class LaunchTest {

  @RegisterExtension final Lab lab = Lab.open();

  @Test
  void takesAServiceToActiveAndBack() throws Exception {
    String nsr =
        lab.active(Nsds.nsd().vnf("srv", 1, 3).vnf("cli", 2, 3).dependency("cli", "srv"));

    assertThat(lab.nfvo.vnfr(nsr, "cli").vnfcInstances()).hasSize(2);
    assertThat(lab.driver.servers()).hasSize(3);

    lab.nfvo.terminate(nsr).get();

    assertThat(lab.nfvo.status(nsr)).isEqualTo(Status.TERMINATED);
    assertThat(lab.nfvo.nsr(nsr)).isEmpty();
    assertThat(lab.driver.servers()).isEmpty();
  }
}
