package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.catalogue.descriptor.DeploymentFlavourBuilder;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.vim.AmazonVimInstance;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.NFVImage;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopEndpoint;

/** Calls with parts missing, of VIMs that are none, and of NFVOs of before 5.0. */
class OddCallsTest {

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void close() {
    bench.close();
  }

  /** One call of a function. */
  private record Call(String name, BiConsumer<VimDriver, VimInstance> made) {
    @Override
    public String toString() {
      return name;
    }
  }

  /** Every function, with as little as its type lets through. */
  static Stream<Call> calls() {
    LaunchRequest launch = LaunchRequestBuilder.builder().build();
    var network = BaseNetworkBuilder.builder().build();
    var openstackNetwork = NetworkBuilder.builder().build();
    var subnet = SubnetBuilder.builder().build();
    var flavour = DeploymentFlavourBuilder.builder().build();
    var image = BaseNfvImageBuilder.builder().build();
    return Stream.of(
        new Call("launchInstance", (d, v) -> d.launchInstance(v, launch)),
        new Call("launchInstanceAndWait", (d, v) -> d.launchInstanceAndWait(v, launch)),
        new Call("rebuildServer", (d, v) -> d.rebuildServer(v, "", "")),
        new Call("createNetwork", (d, v) -> d.createNetwork(v, network)),
        new Call("updateNetwork", (d, v) -> d.updateNetwork(v, network)),
        new Call("getNetworkById", (d, v) -> d.getNetworkById(v, "")),
        new Call("getSubnetsExtIds", (d, v) -> d.getSubnetsExtIds(v, "")),
        new Call("createSubnet", (d, v) -> d.createSubnet(v, openstackNetwork, subnet)),
        new Call("updateSubnet", (d, v) -> d.updateSubnet(v, openstackNetwork, subnet)),
        new Call("addFlavor", (d, v) -> d.addFlavor(v, flavour)),
        new Call("updateFlavor", (d, v) -> d.updateFlavor(v, flavour)),
        new Call("addImage with a file", (d, v) -> d.addImage(v, image, new byte[0])),
        new Call("addImage with a URL", (d, v) -> d.addImage(v, image, "")),
        new Call("addImage with a token", (d, v) -> d.addImage(v, image, "", "")),
        new Call("updateImage", (d, v) -> d.updateImage(v, image)),
        new Call("copyImage", (d, v) -> d.copyImage(v, image, new byte[0])));
  }

  /** Those that need nothing but the VIM. */
  static Stream<Call> allCalls() {
    return Stream.concat(
        calls(),
        Stream.of(
            new Call("refresh", VimDriver::refresh),
            new Call("listServer", VimDriver::listServer),
            new Call("listImages", VimDriver::listImages),
            new Call("listNetworks", VimDriver::listNetworks),
            new Call("listFlavors", VimDriver::listFlavors),
            new Call("getQuota", VimDriver::getQuota),
            new Call("deleteServer", (d, v) -> d.deleteServerByIdAndWait(v, "x")),
            new Call("deleteNetwork", (d, v) -> d.deleteNetwork(v, "x")),
            new Call("deleteSubnet", (d, v) -> d.deleteSubnet(v, "x")),
            new Call("deleteFlavor", (d, v) -> d.deleteFlavor(v, "x")),
            new Call(
                "deleteImage",
                (d, v) -> d.deleteImage(v, BaseNfvImageBuilder.builder().extId("x").build()))));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void whatIsMissingIsSaid(Call call) {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> call.made().accept(bench.driver, bench.vim))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeGreaterThan(30).contains(" "));
    assertThat(bench.server.stats().containers()).isZero();
  }

  @ParameterizedTest
  @MethodSource("allCalls")
  void aVimThatNoPopStandsBehindIsRefused(Call call) {
    VimInstance amazon = bench.as("amazon", AmazonVimInstance.class);

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> call.made().accept(bench.driver, amazon))
        .withMessageContainingAll("VIM 'site-1'", "'amazon'", "cannot stand for a Pop");
  }

  @Test
  void aVimWithoutNameAndAddressIsRefusedInWords() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.refresh(bench.vim.withAuthUrl(null)))
        .withMessageContainingAll("site-1", "authUrl");
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () ->
                bench.driver.refresh(
                    DriverBench.as(
                        bench.vim.withName(null).withType("amazon"), AmazonVimInstance.class)))
        .withMessageContaining("the VIM with id '1'");
  }

  @Test
  void nullsInListsMeanNothing() {
    List<VNFDConnectionPoint> ports = new ArrayList<>();
    ports.add(null);
    ports.add(VNFDConnectionPointBuilder.builder().virtualLinkReference("private").build());
    List<String> groups = new ArrayList<>();
    groups.add(null);

    assertThat(
            bench
                .driver
                .launchInstanceAndWait(
                    bench.vim,
                    new LaunchRequest(
                        "web-1", Pops.IMAGE, null, null, ports, groups, null, null, null))
                .ips())
        .containsOnlyKeys("private");
  }

  @Test
  void aVimOfBefore5IsOfOneClassWhateverItsType() {
    OpenstackVimInstance old =
        DriverBench.as(bench.vim.withType("openstack"), OpenstackVimInstance.class)
            .withType("pop")
            .withMetadata(Map.of())
            .withUsername("admin")
            .withPassword("secret");

    NFVImage image = (NFVImage) bench.driver.listImages(old).get(0);
    assertThat(image.extId()).startsWith("sha256:");
    assertThat(image.name()).contains(":");
    assertThat(bench.driver.listNetworks(old).get(0))
        .isInstanceOfSatisfying(
            org.mano4j.catalogue.vim.Network.class,
            network -> assertThat(network.subnets()).hasSize(1));
    assertThat(bench.driver.listFlavors(old)).isNotEmpty();
    LaunchRequest launch =
        PopVimDriverTest.request("web-1", "private")
            .withImage(image.extId())
            .withFlavour("f-1")
            .withUserData("#!/usr/bin/env sh\n");
    assertThat(bench.driver.launchInstance(old, launch).status()).isEqualTo("CREATED");
    assertThat(bench.container("web-1").flavourId()).isEqualTo("f-1");
    assertThat(bench.driver.getType(old)).isEqualTo("pop");
  }

  @Test
  void aPopThatIsNotThereIsNamedWithItsVim() {
    VimInstance gone = Pops.vim("9", PopEndpoint.of("localhost", 1));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.refresh(gone))
        .withMessageContainingAll("VIM 'site-9'", "localhost:1");
  }

  @Test
  void aDockerVimHasNoFlavoursOfItsOwn() {
    VimInstance docker = bench.as("docker.pop", DockerVimInstance.class);

    assertThat(bench.driver.refresh(docker).type()).isEqualTo("docker.pop");
    assertThat(bench.driver.listFlavors(docker)).extracting("flavourKey").contains("small");
  }
}
