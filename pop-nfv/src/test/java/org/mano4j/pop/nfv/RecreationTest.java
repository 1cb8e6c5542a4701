package org.mano4j.pop.nfv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.MessageBus;
import org.mano4j.mgmt.MgmtException;
import org.mano4j.mgmt.ServerSpec;
import org.mano4j.mgmt.VimConnector;
import org.mano4j.mgmt.VimConnectorOptions;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Filter;

/** A container that is gone is made anew once, however often that is asked for. */
class RecreationTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final ServerSpec SPEC = spec(Map.of("A", "1"));
  private static final Ownership OWNER = Ownership.of(DriverBench.PLUGIN, "1");

  private final DriverBench bench = new DriverBench();
  private final MessageBus bus = bench.broker.open(new BusCredentials("vnfm", ""), "vnfm");

  private static ServerSpec spec(Map<String, String> environment) {
    return new ServerSpec(
        "web-1", List.of(Pops.IMAGE), "", Map.of("private", ""), "first-id", environment);
  }

  @AfterEach
  void close() {
    bus.close();
    bench.close();
  }

  private Server recreate(ServerSpec spec) {
    return new VimConnector(bus, "1", new VimConnectorOptions(PATIENCE)).recreate(spec);
  }

  @RepeatedTest(5)
  void severalCallsAtOnceMakeOneContainer() {
    bench.driver.refresh(bench.vim);

    List<CompletableFuture<Server>> calls =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> recreate(SPEC)))
            .toList();

    assertThat(calls)
        .allSatisfy(
            call ->
                assertThat(call)
                    .succeedsWithin(PATIENCE)
                    .returns("first-id", server -> server.extId()));
    assertThat(bench.server.stats().containers()).isEqualTo(1);
  }

  @Test
  void aContainerOfSomebodyElseIsLeftAlone() {
    bench.driver.refresh(bench.vim);
    bench.pop.create(ContainerConfig.of("web-1", Pops.IMAGE));
    Container before = bench.container("web-1");

    assertThatExceptionOfType(MgmtException.class)
        .isThrownBy(() -> recreate(SPEC))
        .withMessageContainingAll("web-1", "site-1", "not made anew");

    assertThat(bench.container("web-1")).isEqualTo(before);
  }

  @Test
  void onAnOldPopOneThatWasNotMarkedYetIsCompleted() throws Exception {
    try (OldPop old = new OldPop(bench.server.endpoint())) {
      bench.driver.refresh(Pops.vim("1", old.endpoint()));
      bench.pop.create(ContainerConfig.of("web-1", Pops.IMAGE).withNetwork("private"));
      bench.pop.metadata(Filter.byName("web-1"), Map.of("A", "1"));

      assertThat(recreate(spec(Map.of("A", "1", "B", "2"))).extId()).isEqualTo("first-id");

      assertThat(OWNER.owns(bench.container("web-1").withLife(0))).isTrue();
      assertThat(Marks.environment(bench.container("web-1"))).isEqualTo(Map.of("A", "1", "B", "2"));
    }
  }

  @Test
  void onAnOldPopOneWithAnotherEnvironmentIsLeftAlone() throws Exception {
    try (OldPop old = new OldPop(bench.server.endpoint())) {
      bench.driver.refresh(Pops.vim("1", old.endpoint()));
      bench.pop.create(ContainerConfig.of("web-1", Pops.IMAGE).withNetwork("private"));
      bench.pop.metadata(Filter.byName("web-1"), Map.of("OTHER", "1"));

      assertThatExceptionOfType(MgmtException.class).isThrownBy(() -> recreate(SPEC));

      assertThat(OWNER.owns(bench.container("web-1").withLife(0))).isFalse();
    }
  }
}
