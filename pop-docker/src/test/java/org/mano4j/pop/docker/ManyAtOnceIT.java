package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;

@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class ManyAtOnceIT {

  private static final int CONTAINERS = 50;
  private static final int CLIENTS = 8;

  private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void fiftyContainersOfEightClientsRunAndTheEngineIsAsBefore() throws Exception {
    try (OwnEngine engine = OwnEngine.start();
        TestedPop pop = new TestedPop(engine.uri())) {
      Set<String> before = holdings(engine);

      List<Container> started =
          all(
              number -> {
                ContainerConfig config = ContainerConfig.of("many-" + number, "mano4j-test/polite");
                return pop.client().start(Filter.byId(pop.client().create(config).id()));
              });

      assertThat(started)
          .hasSize(CONTAINERS)
          .allMatch(each -> each.status() == ContainerStatus.RUNNING);
      assertThat(pop.client().containers(Filter.all()))
          .hasSize(CONTAINERS)
          .allMatch(each -> each.status() == ContainerStatus.RUNNING);
      assertThat(started.stream().map(each -> each.endpoints().get("private").address()))
          .doesNotHaveDuplicates();
      assertThat(engine.docker().listContainersCmd().exec()).hasSize(CONTAINERS);
      pop.verify(engine.docker());

      all(
          number -> {
            pop.client().delete(Filter.byName("many-" + number));
            return number;
          });

      assertThat(TestedPop.containers(engine.docker())).isEmpty();
      assertThat(pop.stats().containers()).isZero();
      assertThat(pop.stats().addressesInUse()).isZero();
      await().untilAsserted(() -> assertThat(holdings(engine)).isEqualTo(before));
    } finally {
      clients.shutdownNow();
    }
  }

  private <T> List<T> all(Function<Integer, T> work) throws Exception {
    List<Future<T>> running = new ArrayList<>();
    for (int number = 0; number < CONTAINERS; number++) {
      int each = number;
      running.add(clients.submit(() -> work.apply(each)));
    }
    List<T> done = new ArrayList<>();
    for (Future<T> each : running) {
      done.add(each.get());
    }
    return done;
  }

  /** Containers, networks and volumes of an engine, and the interfaces it has made. */
  private static Set<String> holdings(OwnEngine engine) {
    Set<String> all = new TreeSet<>();
    TestedPop.containers(engine.docker()).forEach(each -> all.add("container " + each.getId()));
    engine
        .docker()
        .listNetworksCmd()
        .exec()
        .forEach(each -> all.add("network " + each.getName() + " " + each.getId()));
    engine
        .docker()
        .listVolumesCmd()
        .exec()
        .getVolumes()
        .forEach(each -> all.add("volume " + each.getName()));
    all.addAll(
        engine
            .inside("ip", "-br", "link")
            .lines()
            .map(line -> "interface " + line.split(" ")[0])
            .collect(Collectors.toSet()));
    return all;
  }
}
