package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.pop.Container;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerStatus;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.docker.EngineProxy.Fault;

/** Calls that the engine refuses, does not answer, or answers to nobody. */
@EnabledIfSystemProperty(named = "mano4j.live", matches = "true")
class FaultyEngineIT {

  private static final String CREATE = "POST /containers/create";
  private static final String START = "POST /containers/[^/]+/start";
  private static final String INSPECT = "GET /containers/[^/]+/json";

  /** Enough for an engine that is busy to come to the call that hangs. */
  private static final Duration DEADLINE = Duration.ofSeconds(5);

  private static OwnEngine engine;
  private static EngineProxy proxy;
  private static TestedPop pop;

  @BeforeAll
  static void open() {
    engine = OwnEngine.start();
    proxy = new EngineProxy(engine.uri());
    pop = new TestedPop(proxy.uri());
  }

  @AfterAll
  static void close() {
    try {
      if (pop != null) {
        pop.close();
      }
    } finally {
      proxy.close();
      engine.close();
    }
  }

  @AfterEach
  void heal() {
    proxy.heal();
    pop.client()
        .containers(Filter.all())
        .forEach(each -> pop.client().delete(Filter.byId(each.id())));
  }

  static Stream<Arguments> refusals() {
    Fault full = new Fault.Answer(500, "write /var/lib/docker/x: no space left on device");
    Fault denied = new Fault.Answer(403, "authorization denied by plugin: not allowed");
    Fault conflict = new Fault.Answer(409, "Conflict. The name is already in use");
    return Stream.of(
        Arguments.of(CREATE, full, "no space left on device"),
        Arguments.of(START, full, "no space left on device"),
        Arguments.of(CREATE, denied, "authorization denied"),
        Arguments.of(START, denied, "authorization denied"),
        Arguments.of(CREATE, conflict, "a container of that name"),
        Arguments.of(START, conflict, "already in use"));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void saysWhatTheEngineHasRefusedAndLeavesNothing(String call, Fault fault, String reason) {
    PopException told = startFails(call, fault);

    assertThat(told).hasMessageContaining(reason);
  }

  static Stream<Arguments> cuts() {
    return Stream.of(CREATE, START, INSPECT)
        .flatMap(
            call ->
                Stream.of(new Fault.CutBefore(), new Fault.CutWithin(), new Fault.CutAfter())
                    // An answer without a body says all it has to say in its first line.
                    .filter(fault -> !(call.equals(START) && fault instanceof Fault.CutWithin))
                    .map(fault -> Arguments.of(call, fault)));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void leavesNothingOfAStartWhoseConnectionWasCut(String call, Fault fault) {
    startFails(call, fault);
  }

  static Stream<Arguments> hangs() {
    return Stream.of(CREATE, START)
        .flatMap(
            call ->
                Stream.of(new Fault.HangBefore(), new Fault.HangAfter())
                    .map(fault -> Arguments.of(call, fault)));
  }

  @ParameterizedTest
  @MethodSource("hangs")
  void leavesNothingOfAStartWhoseDeadlineHasPassed(String call, Fault fault) throws Exception {
    Filter it = create("hangs");
    proxy.fail(call, fault);

    PopException told =
        catchThrowableOfType(
            PopException.class, () -> pop.client().withDeadline(DEADLINE).start(it));

    assertThat(told.code()).isEqualTo(Code.DEADLINE_EXCEEDED);
    proxy.awaitFault();
    proxy.heal();
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(
            () -> {
              assertThat(state(it).status()).isEqualTo(ContainerStatus.FAILED);
              pop.verify(engine.docker());
            });
    assertThat(state(it).extendedStatus()).isNotEmpty();
    startsAgain(it);
  }

  /** A start that fails: checks what is left of it, and that the container can be started again. */
  private static PopException startFails(String call, Fault fault) {
    Filter it = create("refused");
    proxy.fail(call, fault);

    PopException told = catchThrowableOfType(PopException.class, () -> pop.client().start(it));

    proxy.heal();
    assertThat(told).as("the start").isNotNull();
    assertThat(told.text()).isNotEmpty();
    assertThat(state(it).status()).isEqualTo(ContainerStatus.FAILED);
    assertThat(state(it).extendedStatus()).isNotEmpty();
    await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> pop.verify(engine.docker()));
    startsAgain(it);
    return told;
  }

  private static void startsAgain(Filter it) {
    // Under the same name, and with the address that was given back last or another one.
    Container again = pop.client().reset(it);
    assertThat(again.status()).isEqualTo(ContainerStatus.CREATED);
    assertThat(pop.client().start(it).status()).isEqualTo(ContainerStatus.RUNNING);
    pop.verify(engine.docker());
    pop.client().delete(it);
    assertThat(TestedPop.containers(engine.docker())).isEmpty();
    assertThat(pop.stats().addressesInUse()).isZero();
  }

  private static Filter create(String name) {
    return Filter.byId(pop.client().create(ContainerConfig.of(name, "mano4j-test/polite")).id());
  }

  private static Container state(Filter it) {
    return pop.client().container(it).orElseThrow();
  }
}
