package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Image;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

class ImageFetchTest extends PlayedImages {

  @Test
  void startsThatMissTheSameImageShareItsPull() {
    holdPull();
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    List<Future<Image>> starts =
        IntStream.range(0, 3).mapToObj(start -> waiting(images, wanted)).toList();
    await().until(() -> fake.calls("POST", "/images/create") == 1);
    here(APP, "[]");

    release.countDown();

    assertThat(starts)
        .allSatisfy(
            start -> assertThat(start).succeedsWithin(30, TimeUnit.SECONDS).returns(ID, Image::id));
    assertThat(fake.calls("POST", "/images/create")).isEqualTo(1);
  }

  @Test
  void aStartThatGivesUpLeavesThePullGoing() throws Exception {
    holdPull();
    DockerImages images = images(APP);
    Image wanted = images.find(APP).orElseThrow();
    CompletableFuture<PopException> thrown = new CompletableFuture<>();
    Thread start = new Thread(() -> thrown.complete(failure(() -> images.fetch(wanted))));
    start.start();
    await().until(() -> fake.calls("POST", "/images/create") == 1);

    start.interrupt();

    assertThat(thrown.get(30, TimeUnit.SECONDS))
        .returns(Code.UNAVAILABLE, PopException::code)
        .hasMessageContaining("is still being pulled");
    here(APP, "[]");
    Future<Image> next = waiting(images, wanted);
    release.countDown();
    assertThat(next).succeedsWithin(30, TimeUnit.SECONDS).returns(ID, Image::id);
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
  void aPullThatHasFailedBeforeAnybodyWaitedIsNotTakenForTheNext() {
    fake.on(
        "POST",
        "/images/create",
        FakeEngine.then(FakeEngine.refuse(500, "connection refused"), call -> answer(call, BEGIN)));
    Engine engine = new Engine(DockerPopBackend.builder().engine(fake.uri()).config());
    SharedPulls pulls =
        new SharedPulls(
            (reference, progress) -> {
              ImagePull pull = ImagePull.begin(engine.streams(), reference, null, progress);
              await().until(() -> pull.done().isDone());
              return pull;
            });
    ImageReference app = ImageReference.parse(APP).orElseThrow();

    assertThat(failure(() -> pulls.await(app)).code()).isEqualTo(Code.UNAVAILABLE);
    pulls.await(app);
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
                + " the container, or create it anew from another one");
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
        .succeedsWithin(30, TimeUnit.SECONDS)
        .returns(Code.CANCELLED, PopException::code);
    assertThat(ended).succeedsWithin(30, TimeUnit.SECONDS);
  }

  /** A start that misses the image, once it waits for the pull. */
  private static Future<Image> waiting(DockerImages images, Image wanted) {
    FutureTask<Image> fetched = new FutureTask<>(() -> images.fetch(wanted));
    Thread start = new Thread(fetched);
    start.start();
    await().until(() -> start.getState() == Thread.State.WAITING);
    return fetched;
  }
}
