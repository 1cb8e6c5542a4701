package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PullProgress;

class ImagePullTest extends PlayedImages {

  @Test
  void pullTellsBytesByLayerAndReturnsTheImage() {
    fake.on("POST", "/images/create", call -> answer(call, BEGIN + "{\"status\":\"Digest: x\"}\n"));
    here(APP, "[]");

    assertThat(images().pull(APP, told::add).id()).isEqualTo(ID);

    assertThat(told)
        .containsExactly(
            new PullProgress("", "Pulling from a/app", 0, 0),
            new PullProgress("d7a187109b04", "Downloading", 10, 30),
            new PullProgress("", "Digest: x", 0, 0));
    FakeEngine.Call call = fake.asked("POST", "/images/create").get(0);
    assertThat(call.parameter("fromImage")).isEqualTo("localhost:5000/a/app");
    assertThat(call.parameter("tag")).isEqualTo("1");
    assertThat(call.exchange().getRequestHeaders()).doesNotContainKey("X-registry-auth");
  }

  @Test
  void pullWithoutATagAsksForOneTagOnly() {
    fake.on("POST", "/images/create", call -> answer(call, BEGIN));
    here("web:latest", "[]");

    images().pull("web", told::add);

    assertThat(fake.asked("POST", "/images/create").get(0).parameter("tag")).isEqualTo("latest");
  }

  @Test
  void pullSaysWhoItIsToTheRegistryOfTheImageOnly() {
    fake.on("POST", "/images/create", call -> answer(call, BEGIN));
    here(APP, "[]");
    here("web:latest", "[]");
    DockerImages images =
        images(
            DockerPopBackend.builder()
                .registry(new RegistryLogin("localhost:5000", "puller", "geheim")));

    images.pull(APP, told::add);
    images.pull("web", told::add);

    List<FakeEngine.Call> calls = fake.asked("POST", "/images/create");
    String header = calls.get(0).exchange().getRequestHeaders().getFirst("X-Registry-Auth");
    assertThat(new String(Base64.getUrlDecoder().decode(header), StandardCharsets.UTF_8))
        .contains("\"username\":\"puller\"", "\"password\":\"geheim\"", "\"localhost:5000\"");
    assertThat(calls.get(1).exchange().getRequestHeaders()).doesNotContainKey("X-registry-auth");
  }

  @Test
  void aFailureInTheMiddleOfTheAnswerIsAFailure() {
    fake.on(
        "POST",
        "/images/create",
        call ->
            answer(
                call,
                BEGIN
                    + "{\"errorDetail\":{\"message\":\"no space left on device\"},"
                    + "\"error\":\"no space left on device\"}\n"));

    assertThat(failure(() -> images().pull(APP, told::add)).code())
        .isEqualTo(Code.RESOURCE_EXHAUSTED);
  }

  @Test
  void anAnswerThatBreaksOffIsAFailure() {
    fake.on("POST", "/images/create", call -> answer(call, BEGIN));

    assertThat(failure(() -> images().pull(APP, told::add)))
        .returns(Code.UNAVAILABLE, PopException::code)
        .hasMessageContaining("the image is not there");
  }

  @Test
  void anImageMadeOnTheEngineNeedsNoRegistry() {
    fake.on("POST", "/images/create", FakeEngine.refuse(500, "dial tcp: no such host"));
    here(APP, "[]");

    assertThat(images().pull(APP, told::add).id()).isEqualTo(ID);
    assertThat(told)
        .singleElement()
        .asInstanceOf(type(PullProgress.class))
        .extracting(PullProgress::status)
        .asString()
        .startsWith("Made on this engine, and not pulled: cannot pull image");
  }

  @Test
  void anImageThatWasPulledBeforeIsNotTakenForTheNewestOne() {
    fake.on("POST", "/images/create", FakeEngine.refuse(500, "dial tcp: no such host"));
    here(APP, "[\"localhost:5000/a/app@sha256:" + "c3".repeat(32) + "\"]");

    assertThat(failure(() -> images().pull(APP, told::add)).code()).isEqualTo(Code.UNAVAILABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER CASE", "a:b:c", "sha256:."})
  void refusesToPullWhatIsNoName(String text) {
    assertThat(failure(() -> images().pull(text, told::add)))
        .returns(Code.INVALID_ARGUMENT, PopException::code)
        .hasMessageContaining("cannot pull image '" + text + "': that is no name of an image");
    assertThat(fake.asked()).isEmpty();
  }

  @Test
  void aConsumerThatThrowsEndsThePull() {
    CompletableFuture<Void> ended = hangingPull();

    assertThat(
            catchThrowableOfType(
                IllegalStateException.class,
                () ->
                    images()
                        .pull(
                            APP,
                            step -> {
                              throw new IllegalStateException("gone");
                            })))
        .hasMessage("gone");
    assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
  }

  @Test
  void anInterruptEndsThePull() throws Exception {
    CompletableFuture<Void> ended = hangingPull();
    CompletableFuture<PopException> thrown = new CompletableFuture<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    Thread caller =
        new Thread(
            () -> {
              PopException failure = failure(() -> images().pull(APP, told::add));
              interrupted.set(Thread.currentThread().isInterrupted());
              thrown.complete(failure);
            });
    caller.start();
    await().until(() -> told.size() == 2);

    caller.interrupt();

    assertThat(thrown.get(30, TimeUnit.SECONDS).code()).isEqualTo(Code.CANCELLED);
    assertThat(interrupted).isTrue();
    assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
  }
}
