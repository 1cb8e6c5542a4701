package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.mano4j.catalogue.descriptor.NetworkServiceDescriptor;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;

class OnboardingTest {

  @RegisterExtension final Lab lab = Lab.open();
  @RegisterExtension final Lab ordered = Lab.open(options -> options.withOrderedStart(true));

  @Test
  void refusesADescriptorWithFindingsAndStoresNothing() {
    byte[] broken = Nsds.nsd().vnf("srv", 1, 3).dependency("srv", "ghost").json();

    assertThatThrownBy(() -> lab.nfvo.onboard("broken.json", broken))
        .isInstanceOfSatisfying(
            DescriptorRefused.class,
            refused -> {
              assertThat(refused.findings()).isNotEmpty();
              assertThat(refused.findings().get(0).file()).isEqualTo("broken.json");
            })
        .hasMessageContaining("broken.json:")
        .hasMessageContaining("ghost");
  }

  @Test
  void givesIdsToADescriptorAndMergesItsDependencies() {
    String id =
        lab.onboard(
            Nsds.nsd()
                .vnf("srv", 1, 3)
                .vnf("cli", 1, 3)
                .dependency("cli", "srv")
                .dependency("cli", "srv"));

    NetworkServiceDescriptor nsd = lab.nfvo.nsd(id).orElseThrow();
    assertThat(nsd.id()).isEqualTo(id);
    assertThat(nsd.vnfDependency()).hasSize(1);
    assertThat(nsd.vnfd())
        .allSatisfy(
            vnfd -> {
              assertThat(vnfd.id()).isNotNull();
              assertThat(vnfd.vdu().get(0).id()).isNotNull();
              assertThat(vnfd.vdu().get(0).vnfc().get(0).id()).isNotNull();
            });
  }

  @Test
  void marksThoseThatDependOnEachOther() {
    Nsds cycle = cycle();

    NetworkServiceDescriptor nsd = lab.nfvo.nsd(lab.onboard(cycle)).orElseThrow();

    assertThat(nsd.vnfd())
        .extracting(VirtualNetworkFunctionDescriptor::cyclicDependency)
        .containsExactly(true, true, false);
  }

  @Test
  void refusesACycleOnlyWithAnOrderedStart() {
    assertThat(lab.onboard(cycle())).isNotNull();
    assertThatThrownBy(() -> ordered.onboard(cycle()))
        .isInstanceOf(DescriptorRefused.class)
        .hasMessageContaining("[cycle]")
        .hasMessageContaining(" -> ");
  }

  private static Nsds cycle() {
    return Nsds.nsd()
        .vnf("a", 1, 1)
        .vnf("b", 1, 1)
        .vnf("c", 1, 1)
        .dependency("a", "b")
        .dependency("b", "a");
  }

  @Test
  void onboardsADescriptorThatWasMadeByAProgram() {
    NetworkServiceDescriptor made =
        lab.nfvo.nsd(lab.onboard(Nsds.nsd().vnf("srv", 1, 1))).orElseThrow();

    String again = lab.nfvo.onboard(made);

    assertThat(again).isNotEqualTo(made.id());
  }
}
