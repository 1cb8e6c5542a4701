package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.FlavourBuilder;
import org.mano4j.pop.PopException;

/** What operators may write into a flavour. */
class FlavourLimitsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/dev/../etc/shadow",
        "/dev/net/..",
        "/dev/tun:/dev/../etc",
        "/etc/shadow",
        "tun",
        "/dev/",
        "/dev/tun:/dev/tun:x"
      })
  void aDeviceIsBelowDev(String device) {
    refused(flavour().devices(List.of(device)), "names the device '" + device + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/dev/tun:/dev/tun:rw", "/dev/net/tun", "/dev/a..b"})
  void devicesAreTaken(String device) {
    assertThat(limits(flavour().devices(List.of(device))).getDevices()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NET_ADMIN", "net_admin", "CAP_NET_ADMIN", "cap_net_admin"})
  void aCapabilityMayBeWrittenInAnyWay(String name) {
    assertThat(limits(flavour().capabilities(List.of(name))).getCapAdd())
        .containsExactly(Capability.NET_ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "CAP_", "ROOT", "CAP_CAP_NET_ADMIN"})
  void whatIsNoCapabilityIsRefused(String name) {
    refused(flavour().capabilities(List.of(name)), "names the capability '" + name + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kernel.panic", "vm.swappiness", "net", "fs.file-max", ""})
  void aSysctlOfTheHostIsRefused(String name) {
    refused(flavour().sysctls(Map.of(name, "1")), "sets the sysctl '" + name + "'");
  }

  @Test
  void lessThanAnyEngineGivesIsRefused() {
    refused(flavour().vcpus(0.001), "asks for 0.001 vcpus; the least is 0.01");
    refused(flavour().ram(1), "asks for 1 MiB of ram; the least is 6");
  }

  private static FlavourBuilder flavour() {
    return FlavourBuilder.builder(Flavour.UNLIMITED).name("odd");
  }

  private static HostConfig limits(FlavourBuilder flavour) {
    return FlavourLimits.on(HostConfig.newHostConfig(), flavour.build());
  }

  private static void refused(FlavourBuilder flavour, String why) {
    assertThatThrownBy(() -> limits(flavour))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("flavour 'odd' " + why);
  }
}
