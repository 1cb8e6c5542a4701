package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;

/** A server is made anew from another image, whatever happens on the way. */
class RebuildTest {

  private static final String IMAGE = DriverBench.OTHER_IMAGE;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final DriverBench bench = new DriverBench();
  private Server launched;

  @BeforeEach
  void launch() {
    launched =
        bench.driver.launchInstanceAndWait(
            bench.vim,
            PopVimDriverTest.request("web-1", "private", "public")
                .withUserData(new LaunchData("small", Map.of("A", "1")).toUserData()));
    bench.pop.metadata(Filter.byName("web-1"), Map.of("B", "2"));
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Server rebuild() {
    return bench.driver.rebuildServer(bench.vim, launched.extId(), IMAGE);
  }

  private void assertRemade(Server server) {
    Container container = bench.container("web-1");
    assertThat(container.imageId()).isEqualTo(IMAGE);
    assertThat(container.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(container.metadata()).containsOnly(Map.entry("A", "1"), Map.entry("B", "2"));
    assertThat(container.flavourId()).isEqualTo("f-1");
    assertThat(Ownership.of(DriverBench.PLUGIN, "1").owns(container)).isTrue();
    assertThat(server.extId()).isEqualTo(launched.extId());
    assertThat(server.hostName()).isEqualTo("web-1");
    assertThat(server.ips()).isEqualTo(launched.ips());
    assertThat(bench.server.stats().containers()).isEqualTo(1);
    assertThat(bench.driver.listServer(bench.vim)).containsExactly(server);
  }

  /** As after a death of the driver in the middle. */
  private Container leaveThePlanAlone() {
    Container old = bench.container("web-1");
    Container holder =
        Marks.create(
            bench.pop,
            RebuildPlan.common(RebuildPlan.holderOf(launched.extId()), old, IMAGE),
            RebuildPlan.of(old).mark());
    bench.pop.delete(Filter.byId(old.id()));
    return holder;
  }

  @Test
  void hasTheSameNameAddressesFlavourAndEnvironment() {
    bench.pop.start(Filter.byName("web-1"));

    assertRemade(rebuild());
  }

  @Test
  void isFoundByItsFirstIdFromThenOn() {
    rebuild();

    bench.driver.rebuildServer(bench.vim, launched.extId(), Pops.IMAGE);
    assertThat(bench.container("web-1").imageId()).isEqualTo(Pops.IMAGE);

    bench.driver.deleteServerByIdAndWait(bench.vim, launched.extId());
    assertThat(bench.server.stats().containers()).isZero();
    assertThat(bench.server.stats().addressesInUse()).isZero();
  }

  @Test
  void anotherCallOfTheSameChangesNothing() {
    rebuild();
    Container first = bench.container("web-1");

    assertRemade(rebuild());

    assertThat(bench.container("web-1")).isEqualTo(first);
  }

  @RepeatedTest(5)
  void severalCallsAtOnceMakeOneServer() {
    bench.pop.start(Filter.byName("web-1"));

    List<CompletableFuture<Server>> calls =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(this::rebuild)).toList();

    assertThat(calls).allSatisfy(call -> assertThat(call).succeedsWithin(PATIENCE));
    assertRemade(calls.get(0).join());
  }

  @Test
  void anImageThatIsNotThereChangesNothing() {
    Container before = bench.container("web-1");

    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.rebuildServer(bench.vim, launched.extId(), "no-such-image"))
        .withMessageContainingAll("'web-1' is not rebuilt and stays as it is", "no-such-image");

    assertThat(bench.container("web-1")).isEqualTo(before);
    assertThat(bench.server.stats().containers()).isEqualTo(1);
  }

  @Test
  void goesOnAfterADeathBeforeTheOldOneWasDeleted() {
    Container old = bench.container("web-1");
    Marks.create(
        bench.pop,
        RebuildPlan.common(RebuildPlan.holderOf(launched.extId()), old, IMAGE),
        RebuildPlan.of(old).mark());

    assertThat(bench.driver.listServer(bench.vim)).hasSize(1);
    assertRemade(rebuild());
  }

  @Test
  void goesOnAfterADeathBeforeTheNewOneWasCreated() {
    leaveThePlanAlone();

    assertThat(bench.driver.listServer(bench.vim))
        .singleElement()
        .satisfies(
            server -> {
              assertThat(server.extId()).isEqualTo(launched.extId());
              assertThat(server.hostName()).isEqualTo("web-1");
              assertThat(server.status()).isEqualTo("FAILED");
              assertThat(server.ips()).isEqualTo(launched.ips());
            });
    assertRemade(rebuild());
  }

  @Test
  void goesOnAfterADeathBeforeThePlanWasDeleted() {
    Container old = bench.container("web-1");
    Container holder = leaveThePlanAlone();
    Marks.create(bench.pop, RebuildPlan.of(old).config(holder, IMAGE), RebuildPlan.of(old).marks());

    assertRemade(rebuild());
  }

  @Test
  void aPlanOfAnEarlierCallThatIsNotTrueAnyMoreIsForgotten() {
    Container old = bench.container("web-1");
    Marks.create(
        bench.pop,
        RebuildPlan.common(RebuildPlan.holderOf(launched.extId()), old, IMAGE)
            .withMetadata(Map.of("A", "old")),
        RebuildPlan.of(old).mark());

    assertRemade(rebuild());
  }

  @Test
  void whenItsAddressWasGivenAwayNothingIsLost() {
    leaveThePlanAlone();
    String address = launched.ips().get("private").get(0);
    Container thief =
        bench.pop.create(ContainerConfig.of("thief", IMAGE).withAddress("private", address));

    VimDriverException failure = catchThrowableOfType(VimDriverException.class, this::rebuild);

    assertThat(failure)
        .hasMessageContainingAll(
            "'web-1' was deleted to be made anew", address, "rebuild it again");
    assertThat(failure.server().orElseThrow().extId()).isEqualTo(launched.extId());
    bench.pop.delete(Filter.byId(thief.id()));
    assertRemade(rebuild());
  }

  @Test
  void aServerThatIsOnlyAPlanCanBeReleased() {
    leaveThePlanAlone();

    bench.driver.deleteServerByIdAndWait(bench.vim, launched.extId());

    assertThat(bench.server.stats().containers()).isZero();
  }

  @Test
  void aServerThatIsOnlyAPlanHasNoHostNameForOtherVims() {
    leaveThePlanAlone();

    assertThat(bench.driver.listServer(Pops.vim("2", bench.server)))
        .singleElement()
        .satisfies(server -> assertThat(server.hostName()).isNull());
  }

  @Test
  void thePlanIsReachedThroughNoDoor() {
    Container holder = leaveThePlanAlone();

    assertThat(Ownership.of(DriverBench.PLUGIN, "1").owns(holder)).isFalse();
  }

  @Test
  void aServerThatIsNotThereIsNamed() {
    assertThatExceptionOfType(VimDriverException.class)
        .isThrownBy(() -> bench.driver.rebuildServer(bench.vim, "unknown", IMAGE))
        .withMessageContainingAll("no server with id 'unknown'", "site-1");
  }

  @Test
  void runsAtOnceWhereLaunchesStart() {
    Server server = bench.driver.rebuildServer(bench.startingVim(), launched.extId(), IMAGE);

    assertThat(server.status()).isEqualTo("RUNNING");
    assertThat(server.ips().keySet()).isEqualTo(Set.of("private", "public"));
    assertThat(server.extId()).isEqualTo(launched.extId());
  }
}
