package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PullProgress;

class DockerImagesTest {

  private static final String ID = "sha256:" + "a1".repeat(32);
  private static final String APP = "localhost:5000/a/app:1";
  private static final String BEGIN =
      "{\"status\":\"Pulling from a/app\",\"id\":\"1\"}\n"
          + "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":10,\"total\":30},"
          + "\"id\":\"d7a187109b04\"}\n";

  private final FakeEngine fake = FakeEngine.start();
  private final CountDownLatch release = new CountDownLatch(1);
  private final List<PullProgress> told = new ArrayList<>();

  @AfterEach
  void close() {
    release.countDown();
    fake.close();
  }

  @Test
  void listsTagsOrElseDigestsOrElseNoName() {
    fake.on(
        "GET",
        "/images/json",
        FakeEngine.json(
            200,
            "[{\"Id\":\"i1\",\"Created\":1,\"RepoTags\":[\"a:1\",\"a:2\"],\"RepoDigests\":[\"a@x\"]},"
                + "{\"Id\":\"i2\",\"Created\":1,\"RepoTags\":null,\"RepoDigests\":[\"b@sha256:1\"]},"
                + "{\"Id\":\"i3\",\"Created\":1,\"RepoTags\":[\"<none>:<none>\"],"
                + "\"RepoDigests\":[\"<none>@<none>\"]}]"));

    Instant created = Instant.ofEpochSecond(1);
    assertThat(images().all())
        .containsExactly(
            new Image("i1", List.of("a:1", "a:2"), created),
            new Image("i2", List.of("b@sha256:1"), created),
            new Image("i3", List.of(), created));
  }

  @Test
  void listsConfiguredImagesThatAreNotThereUnderTheirName() {
    assertThat(images("localhost:5000/a/app:1", "web").all())
        .containsExactly(
            new Image(APP, List.of(APP), Instant.EPOCH),
            new Image("web:latest", List.of("web:latest"), Instant.EPOCH));
  }

  @Test
  void listsAConfiguredImageOnceWhenItIsThere() {
    fake.on(
        "GET",
        "/images/json",
        FakeEngine.json(200, "[{\"Id\":\"i1\",\"Created\":1,\"RepoTags\":[\"web:latest\"]}]"));

    assertThat(images("web").all())
        .containsExactly(new Image("i1", List.of("web:latest"), Instant.ofEpochSecond(1)));
  }

  @Test
  void refusesToOfferWhatIsNoName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DockerPopBackend.builder().images(List.of("Not A Name")))
        .withMessageContaining("cannot offer image 'Not A Name'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "web:latest", "docker.io/web", "docker.io/library/web:latest"})
  void findsAConfiguredImageThatIsNotThereByAnyOfItsNames(String name) {
    assertThat(images("web").find(name)).map(Image::id).contains("web:latest");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:5000/a/app:1", "c58dee899a15", "localhost:5000/a/app@" + "sha256:"})
  void asksTheEngineForAnyNameAsItIs(String begin) {
    String name = begin.endsWith("sha256:") ? begin + "b2".repeat(32) : begin;
    here(name, "[\"x\"]");

    assertThat(images().find(name)).map(Image::id).contains(ID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UPPER CASE", "", "../containers/json", "a?all=1"})
  void doesNotAskTheEngineForWhatIsNoName(String text) {
    assertThat(images().find(text)).isEmpty();
    assertThat(fake.asked()).isEmpty();
  }

  @Test
  void takesAnImageWithAnEntryPointOrACommand() {
    DockerImages images = images();
    for (String config : List.of("\"Cmd\":[\"a\"]", "\"Cmd\":null,\"Entrypoint\":[\"a\"]")) {
      hereWith("app:1", config);
      images.check(images.find("app:1").orElseThrow());
    }
  }

  @Test
  void refusesAnImageWithoutACommandAndAsksTheEngineNoSecondTime() {
    DockerImages images = images();
    hereWith("app:1", "\"Cmd\":null,\"Entrypoint\":[]");
    Image found = images.find("app:1").orElseThrow();

    PopException refused = catchThrowableOfType(PopException.class, () -> images.check(found));

    assertThat(refused.code()).isEqualTo(Code.FAILED_PRECONDITION);
    assertThat(refused)
        .hasMessageContaining("image 'app:1' has neither ENTRYPOINT nor CMD")
        .hasMessageContaining("docker import --change 'CMD [");
    assertThat(fake.asked()).containsExactly("GET /images/app:1/json");
  }

  @Test
  void passesAConfiguredImageThatIsNotThere() {
    DockerImages images = images("web");

    images.check(images.find("web").orElseThrow());

    assertThat(fake.asked()).hasSize(1);
  }

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
    assertThat(ended).succeedsWithin(10, TimeUnit.SECONDS);
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

    assertThat(thrown.get(10, TimeUnit.SECONDS).code()).isEqualTo(Code.CANCELLED);
    assertThat(interrupted).isTrue();
    assertThat(ended).succeedsWithin(10, TimeUnit.SECONDS);
  }

  @Test
  void startsThatMissTheSameImageShareItsPull() {
    fake.on(
        "POST",
        "/images/create",
        call -> {
          open(call, BEGIN);
          waitForRelease();
          call.exchange().close();
        });
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    List<CompletableFuture<Image>> starts =
        IntStream.range(0, 3)
            .mapToObj(start -> CompletableFuture.supplyAsync(() -> images.fetch(wanted)))
            .toList();
    await().until(() -> fake.calls("POST", "/images/create") == 1);
    here(APP, "[]");

    release.countDown();

    assertThat(starts)
        .allSatisfy(
            start -> assertThat(start).succeedsWithin(10, TimeUnit.SECONDS).returns(ID, Image::id));
    assertThat(fake.calls("POST", "/images/create")).isEqualTo(1);
  }

  @Test
  void aStartThatGivesUpLeavesThePullGoing() throws Exception {
    fake.on(
        "POST",
        "/images/create",
        call -> {
          open(call, BEGIN);
          waitForRelease();
          call.exchange().close();
        });
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    CompletableFuture<PopException> thrown = new CompletableFuture<>();
    Thread start = new Thread(() -> thrown.complete(failure(() -> images.fetch(wanted))));
    start.start();
    await().until(() -> fake.calls("POST", "/images/create") == 1);

    start.interrupt();

    assertThat(thrown.get(10, TimeUnit.SECONDS))
        .returns(Code.UNAVAILABLE, PopException::code)
        .hasMessageContaining("is still being pulled");
    here(APP, "[]");
    CompletableFuture<Image> next = CompletableFuture.supplyAsync(() -> images.fetch(wanted));
    release.countDown();
    assertThat(next).succeedsWithin(10, TimeUnit.SECONDS).returns(ID, Image::id);
    assertThat(fake.calls("POST", "/images/create")).isEqualTo(1);
  }

  @Test
  void anImageThatCouldNotBeGotIsTriedAgainAtTheNextStart() {
    fake.on(
        "POST",
        "/images/create",
        FakeEngine.then(FakeEngine.refuse(500, "connection refused"), call -> answer(call, BEGIN)));
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();

    assertThat(failure(() -> images.fetch(wanted)).code()).isEqualTo(Code.UNAVAILABLE);
    here(APP, "[]");
    assertThat(images.fetch(wanted).id()).isEqualTo(ID);
  }

  @Test
  void anImageThatCameWithoutACommandIsRefusedThen() {
    fake.on("POST", "/images/create", call -> answer(call, BEGIN));
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    hereWith(APP, "\"Cmd\":null");

    assertThat(failure(() -> images.fetch(wanted)))
        .returns(Code.FAILED_PRECONDITION, PopException::code)
        .hasMessageContaining("neither ENTRYPOINT nor CMD");
  }

  @Test
  void anImageThatIsGoneAndNotConfiguredIsNotGot() {
    Image gone = new Image(ID, List.of("app:1"), Instant.EPOCH);

    assertThat(failure(() -> images().fetch(gone)))
        .returns(Code.FAILED_PRECONDITION, PopException::code)
        .hasMessage(
            "image 'app:1' was there when the container was created and is gone; pull it and reset"
                + " the container");
    assertThat(fake.asked()).isEmpty();
  }

  @Test
  void closingEndsPullsUnderWay() {
    CompletableFuture<Void> ended = hangingPull();
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    CompletableFuture<PopException> start =
        CompletableFuture.supplyAsync(() -> failure(() -> images.fetch(wanted)));
    await().until(() -> fake.calls("POST", "/images/create") == 1);

    images.close();

    assertThat(start)
        .succeedsWithin(10, TimeUnit.SECONDS)
        .returns(Code.CANCELLED, PopException::code);
    assertThat(ended).succeedsWithin(10, TimeUnit.SECONDS);
  }

  /** Completes when the client has closed the connection. */
  private CompletableFuture<Void> hangingPull() {
    CompletableFuture<Void> ended = new CompletableFuture<>();
    fake.on(
        "POST",
        "/images/create",
        call -> {
          open(call, BEGIN);
          try {
            while (release.getCount() > 0) {
              call.exchange().getResponseBody().write('\n');
              call.exchange().getResponseBody().flush();
              release.await(20, TimeUnit.MILLISECONDS);
            }
          } catch (IOException e) {
            ended.complete(null);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return ended;
  }

  private void waitForRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(FakeEngine.Call call, String lines) throws IOException {
    open(call, lines);
    call.exchange().close();
  }

  private static void open(FakeEngine.Call call, String lines) throws IOException {
    call.exchange().getResponseHeaders().add("Content-Type", "application/json");
    call.exchange().sendResponseHeaders(200, 0);
    call.exchange().getResponseBody().write(lines.getBytes(StandardCharsets.UTF_8));
    call.exchange().getResponseBody().flush();
  }

  private void here(String name, String digests) {
    inspected(name, "\"Cmd\":[\"run\"]", digests);
  }

  private void hereWith(String name, String config) {
    inspected(name, config, "[]");
  }

  private void inspected(String name, String config, String digests) {
    fake.on(
        "GET",
        "/images/" + name + "/json",
        FakeEngine.json(
            200,
            "{\"Id\":\"%s\",\"RepoTags\":[\"%s\"],\"RepoDigests\":%s,\"Created\":\"2026-11-21T14:28:07Z\",\"Config\":{%s}}"
                .formatted(ID, name, digests, config)));
  }

  private DockerImages images(String... configured) {
    return images(DockerPopBackend.builder().images(List.of(configured)));
  }

  private DockerImages images(DockerPopBuilder builder) {
    DockerPopConfig config = builder.engine(fake.uri()).config();
    return new DockerImages(new Engine(config), config);
  }

  private static PopException failure(Runnable call) {
    return catchThrowableOfType(PopException.class, call::run);
  }
}
