package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.BaseNfvImageBuilder;
import org.mano4j.catalogue.vim.GenericVimInstance;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimImage;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;

/** A Pop of the first generation: no labels, no images to be had, no networks to be made. */
class OldPopTest {

  private static final Ownership OWNER = Ownership.of(DriverBench.PLUGIN, "1");
  private static final LaunchRequest REQUEST =
      PopVimDriverTest.request("web-1", "private")
          .withUserData(new LaunchData("small", Map.of("A", "1")).toUserData());

  private final DriverBench bench = new DriverBench();
  private OldPop old;
  private GenericVimInstance vim;

  @BeforeEach
  void makeItOld() throws Exception {
    old = new OldPop(bench.server.endpoint());
    vim = Pops.vim("1", old.endpoint());
  }

  @AfterEach
  void close() {
    old.close();
    bench.close();
  }

  private Server launch() {
    return bench.driver.launchInstanceAndWait(vim, REQUEST);
  }

  @Test
  void isListed() {
    GenericVimInstance refreshed = (GenericVimInstance) bench.driver.refresh(vim);

    assertThat(refreshed.images()).extracting("extId").contains(Pops.IMAGE);
    assertThat(refreshed.networks()).extracting("name").contains("private");
    assertThat(bench.driver.listFlavors(vim)).extracting("flavourKey").contains("small");
    assertThat(bench.driver.getQuota(vim).instances()).isPositive();
  }

  @Test
  void keepsTheMarkInTheMetadata() {
    Server launched = launch();

    Container container = bench.container("web-1");
    assertThat(container.labels()).isEmpty();
    assertThat(container.metadata())
        .containsOnly(Map.entry("A", "1"), Map.entry(Ownership.KEY, OWNER.mark()));
    assertThat(PopMapping.environment(container)).containsOnlyKeys("A");
    assertThat(launch()).isEqualTo(launched);
  }

  @Test
  void aLaunchThatDiedBeforeTheMarkIsCompleted() {
    bench.pop.create(
        ContainerConfig.of("web-1", Pops.IMAGE)
            .withNetwork("private")
            .withFlavourId("f-1")
            .withMetadata(Map.of("A", "1")));

    launch();

    assertThat(OWNER.owns(bench.container("web-1").withLife(0))).isTrue();
  }

  @Test
  void startsAtTheLaunch() {
    Server started =
        bench.driver.launchInstanceAndWait(
            vim.withMetadata(Map.of("username", "admin", "password", "secret", "start", "launch")),
            REQUEST);

    assertThat(started.status()).isEqualTo("RUNNING");
  }

  @Test
  void rebuildsAndRemembersTheFirstId() {
    Server launched = launch();
    bench.pop.start(Filter.byName("web-1"));

    Server rebuilt = bench.driver.rebuildServer(vim, launched.extId(), DriverBench.OTHER_IMAGE);

    Container container = bench.container("web-1");
    assertThat(container.id()).isNotEqualTo(launched.extId());
    assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container.imageId()).isEqualTo(DriverBench.OTHER_IMAGE);
    assertThat(PopMapping.environment(container)).containsOnly(Map.entry("A", "1"));
    assertThat(rebuilt.extId()).isEqualTo(launched.extId());
    assertThat(rebuilt.ips()).isEqualTo(launched.ips());
    assertThat(bench.driver.listServer(vim)).singleElement().isEqualTo(rebuilt);
    bench.driver.deleteServerByIdAndWait(vim, launched.extId());
    assertThat(bench.server.stats().containers()).isZero();
  }

  /** As after a death of the driver between a Create and its marks. */
  private Container leaveOnlyThePlan(Server launched) {
    Container before = withoutLabels(bench.container("web-1"));
    bench.pop.create(
        RebuildPlan.common(RebuildPlan.holderOf(launched.extId()), before, DriverBench.OTHER_IMAGE)
            .withMetadata(
                Map.of(
                    "A",
                    "1",
                    Marks.key(Marks.REBUILD),
                    RebuildPlan.of(before).mark().get(Marks.REBUILD))));
    bench.pop.delete(Filter.byId(before.id()));
    return before;
  }

  private static Container withoutLabels(Container container) {
    return container.withLife(0);
  }

  @Test
  void aRebuildThatDiedBeforeTheMarksIsCompleted() {
    Server launched = launch();
    Container before = leaveOnlyThePlan(launched);
    bench.pop.create(
        RebuildPlan.common("web-1", before, DriverBench.OTHER_IMAGE)
            .withMetadata(Map.of())
            .withAddress("private", launched.ips().get("private").get(0)));

    Server rebuilt = bench.driver.rebuildServer(vim, launched.extId(), DriverBench.OTHER_IMAGE);

    assertThat(rebuilt.extId()).isEqualTo(launched.extId());
    assertThat(OWNER.owns(bench.container("web-1").withLife(0))).isTrue();
    assertThat(PopMapping.environment(bench.container("web-1"))).containsOnlyKeys("A");
    assertThat(bench.server.stats().containers()).isEqualTo(1);
  }

  @Test
  void aRebuildThatDiedBeforeTheMarksIsReleased() {
    Server launched = launch();
    Container before = leaveOnlyThePlan(launched);
    bench.pop.create(RebuildPlan.common("web-1", before, DriverBench.OTHER_IMAGE));

    bench.driver.deleteServerByIdAndWait(vim, launched.extId());

    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void aPlanThatDiedBeforeItsMarkIsMadeAnew() {
    Server launched = launch();
    bench.pop.create(
        ContainerConfig.of(RebuildPlan.holderOf(launched.extId()), DriverBench.OTHER_IMAGE));

    Server rebuilt = bench.driver.rebuildServer(vim, launched.extId(), DriverBench.OTHER_IMAGE);

    assertThat(rebuilt.extId()).isEqualTo(launched.extId());
    assertThat(bench.server.stats().containers()).isEqualTo(1);
  }

  @Test
  void deletesWhatRuns() {
    Server launched = launch();
    bench.pop.start(Filter.byName("web-1"));

    bench.driver.deleteServerByIdAndWait(vim, launched.extId());
    bench.driver.deleteServerByIdAndWait(vim, launched.extId());

    assertThat(bench.backend.runningInstances()).isEmpty();
    assertThat(bench.driver.listServer(vim)).isEmpty();
  }

  @Test
  void getsNoImagesButGivesThoseThatItHas() {
    VimImage any = BaseNfvImageBuilder.builder().build();

    assertThat(bench.driver.addImage(vim, any, "docker://" + Pops.IMAGE).extId())
        .isEqualTo(Pops.IMAGE);
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.addImage(vim, any, "docker://new:1"))
        .withMessageContainingAll("site-1", "older generation", "have its operator get the image");
  }

  @Test
  void removesNoNetworksButThoseThatAreNotThereAreGone() {
    assertThat(bench.driver.deleteNetwork(vim, "no-such-network")).isTrue();
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.deleteNetwork(vim, "net-private"))
        .withMessageContaining("have its operator remove the network");
  }
}
