package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.catalogue.descriptor.VNFDConnectionPoint;
import org.mano4j.catalogue.descriptor.VNFDConnectionPointBuilder;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.Image;

/** What a launch makes of what it is told, and when it comes again. */
class LaunchTest {

  private final DriverBench bench = new DriverBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private Server launch(LaunchRequest request) {
    return bench.driver.launchInstanceAndWait(bench.vim, request);
  }

  private static LaunchRequest request(String... links) {
    return PopVimDriverTest.request("web-1", links);
  }

  private static LaunchRequest told(LaunchData data) {
    return request("private").withUserData(data.toUserData());
  }

  private static VNFDConnectionPoint port(String link, int place) {
    return VNFDConnectionPointBuilder.builder()
        .virtualLinkReference(link)
        .interfaceId(place)
        .build();
  }

  @Test
  void theFirstInterfaceComesFirst() {
    Server server = launch(request().withNetworks(List.of(port("private", 1), port("public", 0))));

    assertThat(server.ips()).containsOnlyKeys("public", "private");
    assertThat(server.ips().keySet()).containsExactly("public", "private");
  }

  @Test
  void twoPortsOnOneLinkAreRefused() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("private", "private")))
        .withMessageContainingAll("two ports of 'web-1'", "link 'private'");
    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void aPortMayNameItsNetworkByIdAlone() {
    VNFDConnectionPoint port =
        VNFDConnectionPointBuilder.builder().virtualLinkReferenceId("net-public").build();

    assertThat(launch(request().withNetworks(List.of(port))).ips()).containsOnlyKeys("public");
  }

  @Test
  void aPortWithoutLinkIsRefused() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("")))
        .withMessageContaining("virtual_link_reference");
  }

  @Test
  void anImageMayBeNamedByItsId() {
    Image image = bench.pop.image(Filter.byName(Pops.IMAGE)).orElseThrow();
    Server byId = launch(request("private").withImage(image.id()));

    assertThat(launch(request("private"))).isEqualTo(byId);
  }

  @Test
  void anotherImageIsNotTheSame() {
    launch(request("private"));

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("private").withImage(DriverBench.OTHER_IMAGE)))
        .withMessageContainingAll("web-1", "CREATED", Pops.IMAGE);
  }

  @Test
  void aContainerOfSomebodyElseIsNeitherTakenNorNamed() {
    bench.pop.create(ContainerConfig.of("web-1", Pops.IMAGE).withNetwork("private"));

    VimDriverException refusal =
        catchThrowableOfType(VimDriverException.class, () -> launch(request("private")));

    assertThat(refusal).hasMessageContaining("launched by somebody else");
    assertThat(refusal.server()).isEmpty();
    assertThat(bench.driver.listServer(bench.vim))
        .singleElement()
        .satisfies(
            server -> {
              assertThat(server.name()).isEqualTo("web-1");
              assertThat(server.hostName()).isNull();
            });
  }

  @Test
  void userDataGivesFlavourAndEnvironment() {
    launch(told(new LaunchData("small", Map.of("GREETING", "hello"))));

    assertThat(bench.container("web-1").flavourId()).isEqualTo("f-1");
    assertThat(bench.container("web-1").metadata()).containsEntry("GREETING", "hello");
  }

  @Test
  void theFlavourOfTheLaunchWinsOverThatOfTheUserData() {
    launch(told(new LaunchData("small", Map.of())).withFlavour("docker.container"));

    assertThat(bench.container("web-1").flavourId()).isEqualTo("docker-flavour-id");
  }

  @Test
  void anUnknownFlavourIsRefusedWithThoseThatThereAre() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(told(new LaunchData("huge", Map.of()))))
        .withMessageContainingAll("site-1", "'huge'", "docker.container", "small");
  }

  @Test
  void scriptsOfOthersMeanNothing() {
    launch(request("private").withUserData("#!/bin/sh\nexport GREETING=hello\n"));

    assertThat(bench.container("web-1").metadata()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"#mano4j\nno JSON", "#mano4j\n{\"metadata\":{\"MANO4J_OWNER\":\"x\"}}"})
  void userDataThatIsWrongIsRefused(String userData) {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("private").withUserData(userData)))
        .withMessageContainingAll("web-1", "user data");
    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void aRepetitionKeepsWhatAVnfmHasSetMeanwhile() {
    LaunchRequest request = told(new LaunchData("", Map.of("A", "1", "B", "1")));
    launch(request);
    bench.pop.metadata(Filter.byName("web-1"), Map.of("A", "2", "B", ""));

    launch(request);

    assertThat(bench.container("web-1").metadata()).containsEntry("A", "2").containsEntry("B", "1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "web 1", "-web", "ümlaut", "a/b"})
  void aNameThatNoContainerCanHaveIsRefusedWithTheRemedy(String name) {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("private").withName(name)))
        .withMessageContainingAll("letters, digits", "change the name in the VNFD");
  }

  @Test
  void aNameThatIsTooLongIsRefused() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> launch(request("private").withName("x".repeat(256))))
        .withMessageContaining("255");
  }

  @Test
  void whereLaunchesStartTheServerRunsWithItsEnvironment() {
    LaunchRequest request = told(new LaunchData("", Map.of("GREETING", "hello")));

    Server server = bench.driver.launchInstanceAndWait(bench.startingVim(), request);

    assertThat(server.status()).isEqualTo("RUNNING");
    assertThat(server.ips()).containsEntry("private", List.of("172.16.0.2"));
    assertThat(bench.backend.runningInstances())
        .singleElement()
        .satisfies(i -> assertThat(i.environment()).containsEntry("GREETING", "hello"));
    assertThat(bench.driver.launchInstanceAndWait(bench.startingVim(), request)).isEqualTo(server);
  }

  @Test
  void whereLaunchesStartOneThatWasOnlyCreatedIsStarted() {
    Server created = launch(request("private"));

    Server started = bench.driver.launchInstanceAndWait(bench.startingVim(), request("private"));

    assertThat(started.extId()).isEqualTo(created.extId());
    assertThat(started.status()).isEqualTo("RUNNING");
  }

  @Test
  void whereLaunchesStartAServerThatDoesNotIsNamed() {
    LaunchRequest broken = request("private").withImage(DriverBench.BROKEN_IMAGE);

    VimDriverException failure =
        catchThrowableOfType(
            VimDriverException.class,
            () -> bench.driver.launchInstanceAndWait(bench.startingVim(), broken));

    assertThat(failure).hasMessageContainingAll("'web-1' was created but not started", "FAILED");
    assertThat(failure.server().orElseThrow().extId()).isEqualTo(bench.container("web-1").id());
    assertThat(failure.server().orElseThrow().status()).isEqualTo("FAILED");
  }

  @Test
  void whereLaunchesStartAServerThatHasEndedIsNotTheSame() {
    bench.driver.launchInstanceAndWait(bench.startingVim(), request("private"));
    bench.backend.exit(bench.container("web-1").id(), 0);
    await().until(() -> bench.container("web-1").status() == ContainerStatus.EXITED);

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(
            () -> bench.driver.launchInstanceAndWait(bench.startingVim(), request("private")))
        .withMessageContaining("EXITED")
        .satisfies(e -> assertThat(e.server()).isPresent());
  }

  @Test
  void anotherWayToStartIsRefusedWhenTheVimIsAdded() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.refresh(bench.vim.withMetadata(Map.of("start", "at boot"))))
        .withMessageContainingAll("site-1", "start='at boot'", "start=launch");
  }

  @Test
  void whatAPopDoesNotHaveStopsNoLaunch() {
    Server server =
        launch(
            request("private")
                .withSecurityGroups(List.of("default"))
                .withKeyPair("k")
                .withFloatingIps(Map.of("private", "random")));

    assertThat(server.floatingIps()).isEmpty();
    assertThat(bench.container("web-1").status()).isEqualTo(ContainerStatus.CREATED);
  }
}
