package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.vim.BaseNetworkBuilder;
import org.mano4j.catalogue.vim.DockerNetwork;
import org.mano4j.catalogue.vim.DockerNetworkBuilder;
import org.mano4j.catalogue.vim.DockerVimInstance;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.NetworkBuilder;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.SubnetBuilder;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.LaunchRequestBuilder;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;

class PopVimDriverTest {

  private final InMemoryPopBackend backend = Pops.backend();
  private final PopServer server = Pops.start(backend);
  private final GenericVimInstance vim = Pops.vim("1", server);
  private final PopSessions sessions = PopSessions.create();
  private final PopVimDriver driver = PopVimDriver.builder().sessions(sessions).build();

  @AfterEach
  void close() {
    sessions.close();
    server.close();
  }

  @Test
  void aLaunchReservesAddressesOnEveryLinkAndRunsNothing() {
    Server launched = driver.launchInstanceAndWait(vim, request("web-1", "private", "public"));

    assertThat(launched.status()).isEqualTo("CREATED");
    assertThat(launched.hostName()).isEqualTo("web-1");
    assertThat(launched.ips())
        .containsEntry("private", List.of("172.16.0.2"))
        .containsEntry("public", List.of("10.0.0.2"));
    assertThat(backend.runningInstances()).isEmpty();
  }

  @Test
  void aFixedAddressIsPassedOn() {
    LaunchRequest request =
        request("web-1")
            .withNetworks(
                List.of(
                    VNFDConnectionPointBuilder.builder()
                        .virtualLinkReference("private")
                        .fixedIp("172.16.7.7")
                        .build()));

    assertThat(driver.launchInstanceAndWait(vim, request).ips())
        .containsEntry("private", List.of("172.16.7.7"));
  }

  @Test
  void launchingTheSameAgainGivesTheSameServer() {
    Server first = driver.launchInstanceAndWait(vim, request("web-1", "private"));
    Server second = driver.launchInstanceAndWait(vim, request("web-1", "private"));

    assertThat(second).isEqualTo(first);
    assertThat(server.stats().containers()).isEqualTo(1);
  }

  @Test
  void launchingTheNameOfARunningServerFailsAndNamesThatServer() {
    Server first = driver.launchInstanceAndWait(vim, request("web-1", "private"));
    sessions
        .client(server.endpoint(), new PopCredentials("admin", "secret"))
        .start(Filter.byName("web-1"));

    VimDriverException refusal =
        catchThrowableOfType(
            VimDriverException.class,
            () -> driver.launchInstanceAndWait(vim, request("web-1", "private")));

    assertThat(refusal).hasMessageContaining("web-1").hasMessageContaining("RUNNING");
    assertThat(refusal.server().orElseThrow().extId()).isEqualTo(first.extId());
  }

  @Test
  void deletingGivesAddressesBackAndMayBeRepeated() {
    Server launched = driver.launchInstanceAndWait(vim, request("web-1", "private"));

    driver.deleteServerByIdAndWait(vim, launched.extId());
    driver.deleteServerByIdAndWait(vim, launched.extId());

    assertThat(driver.listServer(vim)).isEmpty();
    assertThat(server.stats().addressesInUse()).isZero();
  }

  @Test
  void aGenericVimListsImagesUnderTheNamesThatDescriptorsUse() {
    GenericVimInstance refreshed = (GenericVimInstance) driver.refresh(vim);

    assertThat(refreshed.images()).extracting("extId").contains(Pops.IMAGE);
    assertThat(refreshed.networks()).extracting("name").containsExactly("private", "public");
    assertThat(refreshed.type()).isEqualTo("pop");
    assertThat(refreshed.metadata()).isEqualTo(vim.metadata());
  }

  @Test
  void aDockerVimListsTagsAndAnOpenstackVimNamesAndSubnets() {
    DockerVimInstance docker =
        (DockerVimInstance) driver.refresh(as("docker.pop", DockerVimInstance.class));
    assertThat(docker.images().get(0).tags()).containsExactly(Pops.IMAGE);
    assertThat(docker.networks().get(0).subnet()).isEqualTo("172.16.0.0/16");

    OpenstackVimInstance openstack =
        (OpenstackVimInstance) driver.refresh(as("openstack.pop", OpenstackVimInstance.class));
    assertThat(openstack.images().get(0).name()).isEqualTo(Pops.IMAGE);
    assertThat(openstack.networks().get(0).subnets().get(0).gatewayIp()).isEqualTo("172.16.0.1");
    assertThat(openstack.flavours()).extracting("flavourKey").containsExactly("docker.container");
  }

  @Test
  void aNetworkThatThePopHasIsGivenAndAnotherOneMade() {
    VimNetwork present = driver.createNetwork(vim, named("private"));
    VimNetwork made = driver.createNetwork(vim, named("other"));

    assertThat(present.extId()).isNotEmpty();
    assertThat(driver.listNetworks(vim)).extracting("name").contains("other");
    assertThat(driver.createNetwork(vim, named("other")).extId()).isEqualTo(made.extId());
    assertThat(driver.launchInstanceAndWait(vim, request("web-1", "other")).ips())
        .containsOnlyKeys("other");
  }

  @Test
  void aNetworkIsMadeWithTheSubnetThatADockerOrOpenstackVimNames() {
    DockerNetwork docker =
        DockerNetworkBuilder.builder().name("d").subnet("10.7.0.0/24").gateway("10.7.0.9").build();
    org.mano4j.catalogue.vim.Network openstack =
        NetworkBuilder.builder()
            .name("o")
            .subnets(List.of(SubnetBuilder.builder().cidr("10.8.0.0/24").build()))
            .build();

    DockerNetwork madeDocker =
        (DockerNetwork) driver.createNetwork(as("docker.pop", DockerVimInstance.class), docker);
    assertThat(madeDocker.subnet()).isEqualTo("10.7.0.0/24");
    assertThat(madeDocker.gateway()).isEqualTo("10.7.0.9");
    org.mano4j.catalogue.vim.Network madeOpenstack =
        (org.mano4j.catalogue.vim.Network)
            driver.createNetwork(as("openstack.pop", OpenstackVimInstance.class), openstack);
    assertThat(madeOpenstack.subnets()).extracting("cidr").containsExactly("10.8.0.0/24");
  }

  @Test
  void aNetworkThatWasMadeIsRemovedAndMayBeRemovedAgain() {
    VimNetwork made = driver.createNetwork(vim, named("other"));

    assertThat(driver.deleteNetwork(vim, made.extId())).isTrue();
    assertThat(driver.deleteNetwork(vim, made.extId())).isTrue();

    assertThat(driver.listNetworks(vim)).extracting("name").doesNotContain("other");
  }

  @Test
  void aNetworkThatAnOldPopLacksIsASentence() throws Exception {
    try (OldPop old = new OldPop(server.endpoint())) {
      assertThatThrownBy(() -> driver.createNetwork(Pops.vim("1", old.endpoint()), named("other")))
          .isInstanceOf(VimDriverException.class)
          .hasMessageContainingAll("site-1", "has no network 'other'", "its operator add");
    }
  }

  @Test
  void whatIsLeftOfAPopWithoutLimitsIsPlenty() {
    assertThat(driver.getQuota(vim).instances()).isEqualTo(99_999);
  }

  private static VimNetwork named(String name) {
    return BaseNetworkBuilder.builder().name(name).build();
  }

  @Test
  void launchingTheSameNameOnAnotherAddressIsNotTheSame() {
    driver.launchInstanceAndWait(vim, request("web-1", "private"));
    LaunchRequest elsewhere =
        request("web-1")
            .withNetworks(
                List.of(
                    VNFDConnectionPointBuilder.builder()
                        .virtualLinkReference("private")
                        .fixedIp("172.16.7.7")
                        .build()));

    assertThatThrownBy(() -> driver.launchInstanceAndWait(vim, elsewhere))
        .isInstanceOf(VimDriverException.class)
        .hasMessageContaining("web-1");
  }

  @Test
  void aDriverWithSessionsOfItsOwnCanBeAttachedAgain() {
    PopVimDriver own = PopVimDriver.create();
    own.refresh(vim);
    own.detached();

    assertThat(own.listServer(vim)).isEmpty();
    own.detached();
  }

  private VimInstance as(String type, Class<? extends VimInstance> expected) {
    return expected.cast(
        CatalogueJson.read(CatalogueJson.toTree(vim.withType(type)), VimInstance.class));
  }

  static LaunchRequest request(String name, String... links) {
    return LaunchRequestBuilder.builder()
        .name(name)
        .image(Pops.IMAGE)
        .networks(
            Arrays.stream(links)
                .map(
                    link -> VNFDConnectionPointBuilder.builder().virtualLinkReference(link).build())
                .toList())
        .build();
  }
}
