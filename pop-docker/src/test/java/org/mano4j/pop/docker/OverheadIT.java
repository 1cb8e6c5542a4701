package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.Endpoint;
import org.mano4j.pop.Filter;
import org.mano4j.pop.NetworkConfig;

/** What a Pop costs over the bare engine; without the engine's own time, see OverheadTest. */
@Tag("measures")
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class OverheadIT {

  private static final String IMAGE = "mano4j-test/polite";
  private static final int WARM_UP = 3;

  /** Of what both ways consist of, but for the engine's work; else the JVM's would be measured. */
  private static final int WARM_UP_CALLS = 150;

  private static final int ATTEMPTS = 2;
  private static final int ROUNDS = 20;
  private static final double MOST_MILLIS = 5;

  /** What a Pop asks now and then, whether anything starts or not. */
  private static final Pattern NOW_AND_THEN =
      Pattern.compile("GET /(?:containers/json|networks|images/[^/]+/json)");

  private static OwnEngine engine;

  @BeforeAll
  static void open() {
    engine = OwnEngine.start();
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  /**
   * A start takes the engine some 200 ms, and some 30 ms more or less: what is measured is smaller
   * than that, so it is too much only if chance does not explain it.
   */
  @Test
  @Timeout(value = 3, unit = TimeUnit.MINUTES)
  void createAndStartTakeAtMostFiveMillisecondsMoreThanThroughTheBareApi() {
    try (TestedPop pop = new TestedPop(engine.uri())) {
      InspectContainerResponse model = model(engine.docker(), pop);
      warmUp(engine.docker(), pop);
      measure(engine.docker(), pop, model, WARM_UP);
      Overhead overhead = measure(engine.docker(), pop, model, ROUNDS);
      for (int more = 1; more < ATTEMPTS && overhead.least() > MOST_MILLIS; more++) {
        System.out.println("create and start on an engine, measured again: " + overhead);
        overhead = measure(engine.docker(), pop, model, ROUNDS);
      }
      System.out.println("create and start on an engine: " + overhead);
      assertThat(overhead.least()).as("%s", overhead).isLessThanOrEqualTo(MOST_MILLIS);
    }
  }

  @Test
  void aStartTakesThreeCallsOfTheEngineAndOneMorePerFurtherNetwork() {
    try (EngineProxy proxy = new EngineProxy(engine.uri());
        TestedPop pop = new TestedPop(proxy.uri())) {
      pop.client().createNetwork(NetworkConfig.of("second"));
      pop.client().createNetwork(NetworkConfig.of("third"));
      Map<String, Endpoint> three =
          Map.of(
              "private", Endpoint.automatic(),
              "second", Endpoint.automatic(),
              "third", Endpoint.automatic());
      List<String> aside = new ArrayList<>();

      calls(
          proxy,
          pop,
          Map.of(),
          new ArrayList<>()); // The first one of an image asks for its labels.
      for (int start = 0; start < 3; start++) {
        assertThat(calls(proxy, pop, Map.of(), aside)).hasSizeLessThanOrEqualTo(3);
        assertThat(calls(proxy, pop, three, aside)).hasSizeLessThanOrEqualTo(5);
      }

      assertThat(aside).as("calls that do not come with each start").hasSizeLessThan(6);
    }
  }

  /** What a start asks the engine. */
  private static List<String> calls(
      EngineProxy proxy, TestedPop pop, Map<String, Endpoint> endpoints, List<String> aside) {
    ContainerConfig config = ContainerConfig.of("counted", IMAGE).withEndpoints(endpoints);
    Filter it = Filter.byId(pop.client().create(config).id());
    proxy.forgetCalls();
    pop.client().start(it);
    List<String> calls = proxy.calls();
    pop.client().delete(it);
    System.out.println("calls of the engine for a start: " + calls);
    Predicate<String> nowAndThen = NOW_AND_THEN.asMatchPredicate();
    calls.stream().filter(nowAndThen).forEach(aside::add);
    return calls.stream().filter(nowAndThen.negate()).toList();
  }

  /** What the engine is asked for by the Pop. */
  private static InspectContainerResponse model(DockerClient docker, TestedPop pop) {
    Filter it = Filter.byId(pop.client().create(ContainerConfig.of("model", IMAGE)).id());
    pop.client().start(it);
    InspectContainerResponse model = docker.inspectContainerCmd("model").exec();
    pop.client().delete(it);
    return model;
  }

  private static void warmUp(DockerClient docker, TestedPop pop) {
    for (int call = 0; call < WARM_UP_CALLS; call++) {
      docker.inspectImageCmd(IMAGE).exec();
      Filter it = Filter.byId(pop.client().create(ContainerConfig.of("warm", IMAGE)).id());
      pop.client().container(it);
      pop.client().delete(it);
    }
  }

  private static Overhead measure(
      DockerClient docker, TestedPop pop, InspectContainerResponse model, int rounds) {
    return Overhead.measure(rounds, () -> bare(docker, model), () -> through(pop));
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
}
