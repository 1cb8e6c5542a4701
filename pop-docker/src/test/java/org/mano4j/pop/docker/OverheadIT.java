package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;

/** What a Pop costs over the bare engine. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class OverheadIT {

  private static final String IMAGE = "mano4j-test/polite";
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 30;

  /** The engine's own time varies by more than what is measured, on a machine that others use. */
  private static final int ATTEMPTS = 3;

  private static final Duration MOST = Duration.ofMillis(5);

  @Test
  @Timeout(value = 5, unit = TimeUnit.MINUTES)
  void createAndStartTakeAtMostFiveMillisecondsMoreThanThroughTheBareApi() {
    try (OwnEngine engine = OwnEngine.start();
        TestedPop pop = new TestedPop(engine.uri())) {
      InspectContainerResponse model = model(engine.docker(), pop);
      measure(engine.docker(), pop, model, WARM_UP);
      Duration overhead = MOST.plusSeconds(1);
      for (int attempt = 1; attempt <= ATTEMPTS && overhead.compareTo(MOST) > 0; attempt++) {
        overhead = measure(engine.docker(), pop, model, ROUNDS);
      }
      assertThat(overhead).isLessThanOrEqualTo(MOST);
    }
  }

  @Test
  void aStartTakesThreeCallsOfTheEngineAndOneMorePerFurtherNetwork() {
    try (OwnEngine engine = OwnEngine.start();
        EngineProxy proxy = new EngineProxy(engine.uri());
        TestedPop pop = new TestedPop(proxy.uri())) {
      pop.client().createNetwork(NetworkConfig.of("second"));
      pop.client().createNetwork(NetworkConfig.of("third"));
      calls(proxy, pop, "warm-up", Map.of());

      assertThat(calls(proxy, pop, "one", Map.of())).hasSizeLessThanOrEqualTo(3);
      assertThat(
              calls(
                  proxy,
                  pop,
                  "three",
                  Map.of(
                      "private", Endpoint.automatic(),
                      "second", Endpoint.automatic(),
                      "third", Endpoint.automatic())))
          .hasSizeLessThanOrEqualTo(5);
    }
  }

  private static List<String> calls(
      EngineProxy proxy, TestedPop pop, String name, Map<String, Endpoint> endpoints) {
    Filter it =
        Filter.byId(
            pop.client().create(ContainerConfig.of(name, IMAGE).withEndpoints(endpoints)).id());
    proxy.forgetCalls();
    pop.client().start(it);
    List<String> calls = proxy.calls();
    System.out.println("calls of the engine for a start: " + calls);
    return calls;
  }

  /** What the engine is asked for by the Pop. */
  private static InspectContainerResponse model(DockerClient docker, TestedPop pop) {
    Filter it = Filter.byId(pop.client().create(ContainerConfig.of("model", IMAGE)).id());
    pop.client().start(it);
    InspectContainerResponse model = docker.inspectContainerCmd("model").exec();
    pop.client().delete(it);
    return model;
  }

  /** Difference of the medians. */
  private static Duration measure(
      DockerClient docker, TestedPop pop, InspectContainerResponse model, int rounds) {
    long[] bare = new long[rounds];
    long[] through = new long[rounds];
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        bare[round] = bare(docker, model);
        through[round] = through(pop);
      } else {
        through[round] = through(pop);
        bare[round] = bare(docker, model);
      }
    }
    double bareMillis = median(bare);
    double popMillis = median(through);
    System.out.printf(
        "create and start, median of %d: bare %.1f ms, Pop %.1f ms, overhead %.1f ms (x %.3f)%n",
        rounds, bareMillis, popMillis, popMillis - bareMillis, popMillis / bareMillis);
    return Duration.ofNanos(Math.round((popMillis - bareMillis) * 1_000_000));
  }

  private static long through(TestedPop pop) {
    long begun = System.nanoTime();
    Filter it = Filter.byId(pop.client().create(ContainerConfig.of("through", IMAGE)).id());
    pop.client().start(it);
    long taken = System.nanoTime() - begun;
    pop.client().delete(it);
    return taken;
  }

  /** The same as the Pop's, but for the label that says whose it is. */
  private static long bare(DockerClient docker, InspectContainerResponse model) {
    var config = model.getConfig();
    Map<String, String> labels = new HashMap<>(Objects.requireNonNull(config.getLabels()));
    labels.remove(Labels.OWNER);
    String address =
        model.getNetworkSettings().getNetworks().values().iterator().next().getIpAddress();
    long begun = System.nanoTime();
    String id =
        docker
            .createContainerCmd(model.getImageId())
            .withName("bare")
            .withHostName(config.getHostName())
            .withEnv(Objects.requireNonNullElse(config.getEnv(), new String[0]))
            .withLabels(labels)
            .withHostConfig(model.getHostConfig())
            .withIpv4Address(Objects.requireNonNull(address).replaceFirst("\\.[0-9]+$", ".250"))
            .exec()
            .getId();
    docker.startContainerCmd(id).exec();
    long taken = System.nanoTime() - begun;
    docker.removeContainerCmd(id).withForce(true).exec();
    return taken;
  }

  private static double median(long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    int half = sorted.length / 2;
    return (sorted[half] + sorted[sorted.length - 1 - half]) / 2.0 / 1_000_000;
  }
}
