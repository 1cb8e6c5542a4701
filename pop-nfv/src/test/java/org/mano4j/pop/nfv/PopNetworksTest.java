package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.vim.BaseNetwork;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.Network;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.Subnet;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;

/** Networks and their subnets, as each class of VIM asks for them. */
class PopNetworksTest {

  private final DriverBench bench = new DriverBench();
  private final VimInstance docker = bench.as("docker.pop", DockerVimInstance.class);
  private final VimInstance openstack = bench.as("openstack.pop", OpenstackVimInstance.class);

  @AfterEach
  void close() {
    bench.close();
  }

  private org.mano4j.pop.Network onPop(String name) {
    return bench.pop.network(Filter.byName(name)).orElseThrow();
  }

  private static DockerNetwork docker(String subnet, Map<String, String> options) {
    return DockerNetworkBuilder.builder().name("d").subnet(subnet).metadata(options).build();
  }

  private static Network openstack(Subnet... subnets) {
    return NetworkBuilder.builder().name("o").subnets(List.of(subnets)).build();
  }

  private static Subnet subnet(String cidr) {
    return SubnetBuilder.builder().name("o_subnet").cidr(cidr).dns(List.of("8.8.8.8")).build();
  }

  @Test
  void aGenericVimLeavesTheSubnetToThePop() {
    VimNetwork made =
        bench.driver.createNetwork(bench.vim, BaseNetworkBuilder.builder().name("g").build());

    assertThat(made).isInstanceOf(BaseNetwork.class);
    assertThat(made.extId()).isEqualTo(onPop("g").id());
    assertThat(onPop("g").subnets()).hasSize(1);
  }

  @Test
  void aDockerVimGivesSubnetGatewayAndOptions() {
    DockerNetwork made =
        (DockerNetwork)
            bench.driver.createNetwork(
                docker,
                docker(
                    "10.7.0.0/24",
                    Map.of(
                        "gateway", "10.7.0.9",
                        "external", "true",
                        "com.docker.network.driver.mtu", "1400",
                        "unheard-of", "x")));

    assertThat(made.subnet()).isEqualTo("10.7.0.0/24");
    assertThat(made.gateway()).isEqualTo("10.7.0.9");
    assertThat(onPop("d").external()).isTrue();
    assertThat(onPop("d").mtu()).isEqualTo(1400);
  }

  @ParameterizedTest
  @CsvSource({"mtu,large", "external,perhaps"})
  void anOptionThatMeansNothingIsRefused(String option, String value) {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () -> bench.driver.createNetwork(docker, docker("10.7.0.0/24", Map.of(option, value))))
        .withMessageContainingAll("'d' is not made", option, value, "VLD");
  }

  @Test
  void anOpenstackVimGetsItsSubnetRightAfterItsNetwork() {
    Network made =
        (Network) bench.driver.createNetwork(openstack, openstack(subnet("10.8.0.0/24")));

    Subnet asked = subnet("10.8.0.1/24");
    Subnet created = bench.driver.createSubnet(openstack, made, asked);

    assertThat(created.extId()).isEqualTo(made.subnets().get(0).extId());
    assertThat(created.networkId()).isEqualTo(made.extId());
    assertThat(created.cidr()).isEqualTo("10.8.0.0/24");
    assertThat(created.name()).isEqualTo("o_subnet");
    assertThat(bench.driver.getSubnetsExtIds(openstack, made.extId()))
        .containsExactly(created.extId());
    assertThat(bench.driver.updateSubnet(openstack, made, asked)).isEqualTo(created);
  }

  @Test
  void aSubnetThatTheNetworkDoesNotHaveIsRefused() {
    VimNetwork made = bench.driver.createNetwork(openstack, openstack(subnet("10.8.0.0/24")));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.createSubnet(openstack, made, subnet("10.9.0.0/24")))
        .withMessageContainingAll("'o'", "10.8.0.0/24", "10.9.0.0/24", "make it anew");
  }

  @Test
  void aNetworkThatIsThereOtherwiseIsToldAsItIs() {
    bench.driver.createNetwork(docker, docker("10.7.0.0/24", Map.of()));

    DockerNetwork there =
        (DockerNetwork) bench.driver.createNetwork(docker, docker("10.6.0.0/24", Map.of()));

    assertThat(there.subnet()).isEqualTo("10.7.0.0/24");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void aNetworkNeedsAName(String name) {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                bench.driver.createNetwork(
                    bench.vim, BaseNetworkBuilder.builder().name(name).build()))
        .withMessageContainingAll("without a name", "site-1");
  }

  @Test
  void aNameThatThePopDoesNotTakeIsRefusedWithTheRemedy() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                bench.driver.createNetwork(
                    bench.vim, BaseNetworkBuilder.builder().name("my net").build()))
        .withMessageContainingAll("'my net'", "[a-zA-Z0-9]", "change the virtual link");
  }

  @Test
  void aNetworkIsNotChangedButMayBeJustSo() {
    VimNetwork made = bench.driver.createNetwork(docker, docker("10.7.0.0/24", Map.of()));

    assertThat(bench.driver.updateNetwork(docker, made)).isEqualTo(made);
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                bench.driver.updateNetwork(
                    docker, ((DockerNetwork) made).withSubnet("10.5.0.0/24")))
        .withMessageContainingAll("'d'", "10.7.0.0/24", "is not changed");
  }

  @Test
  void aSubnetGoesWithItsNetwork() {
    VimNetwork made = bench.driver.createNetwork(openstack, openstack(subnet("10.8.0.0/24")));
    String id = ((Network) made).subnets().get(0).extId();

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.deleteSubnet(openstack, id))
        .withMessageContainingAll("'o'", "delete that");
    assertThat(bench.driver.deleteNetwork(openstack, made.extId())).isTrue();
    assertThat(bench.driver.deleteSubnet(openstack, id)).isTrue();
  }

  @Test
  void aNetworkInUseIsNotDeleted() {
    VimNetwork made = bench.driver.createNetwork(docker, docker("10.7.0.0/24", Map.of()));
    bench.driver.launchInstanceAndWait(bench.vim, PopVimDriverTest.request("web-1", "d"));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.deleteNetwork(docker, made.extId()))
        .withMessageContaining("site-1");
    assertThat(onPop("d").id()).isEqualTo(made.extId());
  }

  @Test
  void severalSubnetsHaveIdsOfTheirOwn() {
    Network made =
        (Network)
            bench.driver.createNetwork(
                openstack, openstack(subnet("10.8.0.0/24"), subnet("10.8.1.0/24")));

    assertThat(made.subnets()).extracting("extId").doesNotHaveDuplicates().hasSize(2);
    assertThat(bench.driver.getNetworkById(openstack, made.extId())).isEqualTo(made);
  }

  @ParameterizedTest
  @CsvSource({
    "10.8.0.0/24,10.8.0.9/24,true",
    "10.8.0.0/24,10.8.0.0/25,false",
    "10.8.0.0/24,10.8.0.0,false",
    "fd00:1::/64,fd00:1:0:0::1/64,true",
    "fd00:1::/64,fade/64,false",
    "10.8.0.0/24,10.8.0.0/99,false",
    "999.1.1.1/8,999.1.1.2/8,false"
  })
  void rangesAreComparedByWhatTheyMean(String one, String other, boolean same) {
    assertThat(Cidrs.same(one, other)).isEqualTo(same);
  }
}
