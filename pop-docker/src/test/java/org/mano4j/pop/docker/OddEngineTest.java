package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.server.InstanceSpec;

/** What answers is no engine, or one that answers what no engine should. */
class OddEngineTest {

  private final FakeEngine engine = FakeEngine.start();
  private final Told told = new Told();
  private final DockerPopBackend backend =
      DockerPopBackend.builder().popName("odd").engine(engine.uri()).build();

  @AfterEach
  void close() {
    backend.close();
    engine.close();
  }

  private void open() {
    backend.open("owner-1", told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>router</html>",
        "{\"ApiVersion\":",
        "[]",
        "null",
        "{}",
        "{\"ApiVersion\":\"new\"}",
        "{\"ApiVersion\":{}}"
      })
  void whatIsNoEngineIsSaidToBeNone(String version) {
    engine.on("GET", "/version", FakeEngine.json(200, version));
    PopException failed = catchThrowableOfType(PopException.class, this::open);
    assertThat(failed.code()).isEqualTo(Code.UNAVAILABLE);
    assertThat(failed)
        .hasMessageStartingWith("cannot use the Docker Engine at " + engine.uri() + ": ")
        .hasMessageContaining("no Docker Engine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"not a time", "", "2026-11-21T25:61:00Z", "2026-11-21T15:00:00.5+01:00"})
  void aClockThatCannotBeReadIsNoReasonNotToUseIt(String time) {
    engine.on("GET", "/info", FakeEngine.json(200, "{\"SystemTime\":\"" + time + "\"}"));
    open();
    assertThat(backend.state()).isEqualTo(EngineState.OPEN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"Id\":\"c1\"}]",
        "[{\"Id\":\"c1\",\"Labels\":null,\"State\":null,\"Names\":null,\"NetworkSettings\":null}]",
        "[{\"Id\":\"c1\",\"Labels\":{\"org.mano4j.pop.owner\":\"owner-1\"}}]"
      })
  void containersThatSayNothingOfThemselvesAreLeftAlone(String containers) {
    engine.on("GET", "/containers/json", FakeEngine.json(200, containers));
    open();
    assertThat(backend.instances()).isEmpty();
    assertThat(engine.calls("DELETE|POST", "/containers/.*")).isZero();
  }

  @Test
  void anImageWithoutDateOrNamesIsListed() {
    engine.on(
        "GET",
        "/images/json",
        FakeEngine.json(200, "[{\"Id\":\"sha256:1\"},{\"Id\":\"sha256:2\",\"RepoTags\":null}]"));
    open();
    assertThat(backend.images()).hasSize(2);
  }

  @Test
  void anImageWithADateThatCannotBeReadIsFound() {
    engine.on(
        "GET",
        "/images/web/json",
        FakeEngine.json(
            200, "{\"Id\":\"sha256:1\",\"RepoTags\":[\"web:latest\"],\"Created\":\"long ago\"}"));
    open();
    assertThat(backend.image("web")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "<html>", "[{\"Id\":", "{\"Id\":{}}", "\u0000\u0001"})
  void anAnswerThatCannotBeReadIsSaidAndHurtsNothingElse(String answer) {
    open();
    engine.on("GET", "/images/json", FakeEngine.json(200, answer));
    assertThatThrownBy(backend::images)
        .isInstanceOf(PopException.class)
        .hasMessageStartingWith("cannot list images: ");
    assertThat(backend.state()).isEqualTo(EngineState.OPEN);
    assertThat(backend.networks()).isEmpty();
  }

  @Test
  void aStartThatIsAnsweredWithoutAnIdLeavesNothing() {
    open();
    engine.on("POST", "/containers/create", FakeEngine.json(201, "{\"Warnings\":null}"));
    InstanceSpec spec = Instances.spec("web:latest").build();
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"c1\",\"State\":\"created\",\"Labels\":{\"%s\":\"owner-1\",\"%s\":\"%s\"}}]"
                .formatted(Labels.OWNER, Labels.INSTANCE, spec.id())));
    engine.on("DELETE", "/containers/c1", FakeEngine.json(204, ""));
    assertThatThrownBy(() -> backend.start(spec)).isInstanceOf(RuntimeException.class);
    assertThat(engine.calls("DELETE", "/containers/c1")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Type\":\"container\",\"Action\":\"die\"}",
        "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":null,\"timeNano\":-5}",
        "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c\",\"Attributes\":null}}",
        "{\"Type\":\"container\",\"Action\":null,\"Actor\":{\"ID\":null}}",
        "{\"Type\":\"spaceship\",\"Action\":\"land\",\"Actor\":{\"ID\":\"c\"},\"timeNano\":1}",
        "{\"Type\":\"container\",\"Action\":\"exec_create: /bin/sh\",\"Actor\":{\"ID\":\"c\"}}",
        "{\"Type\":\"container\",\"Action\":\"die\",\"Actor\":{\"ID\":\"c\",\"Attributes\":"
            + "{\"org.mano4j.pop.instance\":\"nobody\",\"exitCode\":\"99999999999\"}}}",
        "{}",
        "garbage",
        "[1,2]"
      })
  void anEventThatMakesNoSenseDoesNotHideTheNext(String event) {
    InstanceSpec spec = started();
    Awaitility.await().until(() -> engine.listeners() > 0);
    engine.mutter(event);
    // What ends the stream is followed by a comparison, and that by another stream.
    Awaitility.await().until(() -> backend.state() == EngineState.OPEN && engine.listeners() > 0);
    engine.emit("die", "c1", Map.of(Labels.INSTANCE, spec.id(), "exitCode", "4"));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(told.ends(spec.id())).singleElement().matches(e -> e.exitCode() == 4));
  }

  @Test
  void thousandsOfContainersAndNetworksOfOthersAreNoBurden() {
    engine.on(
        "GET",
        "/networks",
        many(
            5_000,
            "{\"Id\":\"%1$064x\",\"Name\":\"foreign-%1$d\",\"Driver\":\"bridge\",\"Labels\":{},"
                + "\"IPAM\":{\"Config\":[{\"Subnet\":\"10.%2$d.%3$d.0/24\"}]}}"));
    engine.on("POST", "/networks/create", FakeEngine.refuse(500, "it would be made"));
    long begun = System.nanoTime();
    assertThatThrownBy(this::open).hasMessageContaining("it would be made");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
  }

  private static FakeEngine.Answer many(int number, String form) {
    return FakeEngine.json(
        200,
        IntStream.range(0, number)
            .mapToObj(i -> form.formatted(i, 16 + i / 256, i % 256))
            .collect(Collectors.joining(",", "[", "]")));
  }

  @Test
  void aRefusalWithoutEndIsNotReadForEver() {
    open();
    engine.on(
        "GET",
        "/images/json",
        call -> {
          call.exchange().sendResponseHeaders(500, 0);
          byte[] block = "x".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII);
          try (OutputStream body = call.exchange().getResponseBody()) {
            for (int i = 0; i < 400; i++) {
              body.write(block);
            }
          } catch (IOException e) {
            // Nobody reads on.
          }
        });
    PopException failed = catchThrowableOfType(PopException.class, backend::images);
    assertThat(failed.getMessage()).hasSizeLessThan(5_000);
  }

  private InstanceSpec started() {
    InstanceSpec spec = Instances.spec("web:latest").build();
    engine.on("POST", "/containers/create", FakeEngine.json(201, "{\"Id\":\"c1\"}"));
    engine.on("POST", "/containers/c1/start", FakeEngine.json(204, ""));
    engine.on("GET", "/containers/c1/logs", FakeEngine.json(200, ""));
    engine.on("DELETE", "/containers/c1", FakeEngine.json(204, ""));
    engine.on(
        "GET",
        "/containers/c1/json",
        FakeEngine.json(
            200,
            "{\"Id\":\"c1\",\"Path\":\"/web\",\"Args\":null,\"State\":{\"Running\":true},"
                + "\"Config\":{},\"NetworkSettings\":{\"Networks\":{}}}"));
    engine.on(
        "GET",
        "/containers/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"c1\",\"State\":\"running\",\"Labels\":{\"%s\":\"owner-1\",\"%s\":\"%s\"}}]"
                .formatted(Labels.OWNER, Labels.INSTANCE, spec.id())));
    open();
    backend.start(spec);
    return spec;
  }
}
