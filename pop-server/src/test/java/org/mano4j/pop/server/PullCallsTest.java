package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.Context;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.Image;
import org.mano4j.pop.proto.PullProgress;
import org.mano4j.pop.proto.PullRequest;

/** How PullImage gets an image. */
class PullCallsTest {

  private final InMemoryPopBackend backend = RawPop.backend();
  private RawPop lab = new RawPop(backend);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void tellsHowFarItIsAndAtLastTheImage() {
    List<PullProgress> told = new ArrayList<>();
    pull("db").forEachRemaining(told::add);

    PullProgress last = told.remove(told.size() - 1);
    assertThat(last.getImage()).isEqualTo(lab.pop.images(name("db")).getList(0));
    assertThat(last.getImage().getNamesList()).containsExactly("db:latest");
    assertThat(told).isNotEmpty().noneMatch(PullProgress::hasImage);
    assertThat(told).extracting(PullProgress::getLayer).doesNotContain("");
    assertThat(told.get(told.size() - 1).getCurrent())
        .isEqualTo(told.get(told.size() - 1).getTotal());
  }

  @Test
  void aFailureOfThePlatformEndsIt() {
    backend.failNextPull("no such image in the registry");

    refused(Status.Code.UNKNOWN, "no such image in the registry", () -> pull("db").next());
    refused(Status.Code.INVALID_ARGUMENT, "no image specified", () -> pull(" ").next());
  }

  @Test
  void aFloodOfProgressIsNotKeptForASlowCaller() {
    int flood = 300_000;
    CountDownLatch flooded = new CountDownLatch(1);
    serve(
        progress -> {
          for (int i = 1; i <= flood; i++) {
            progress.accept(new org.mano4j.pop.PullProgress("layer", "downloading", i, flood));
          }
          flooded.countDown();
        });
    Iterator<PullProgress> told = pull("web");
    told.next();
    await().atMost(Duration.ofMinutes(1)).until(() -> flooded.getCount() == 0);

    List<PullProgress> rest = new ArrayList<>();
    told.forEachRemaining(rest::add);

    assertThat(rest).hasSizeLessThan(flood / 2);
    assertThat(rest.get(rest.size() - 2).getCurrent()).isEqualTo(flood);
    assertThat(rest.get(rest.size() - 1).hasImage()).isTrue();
  }

  @Test
  void aCancelInterruptsThePull() {
    CountDownLatch interrupted = new CountDownLatch(1);
    serve(
        progress -> {
          progress.accept(new org.mano4j.pop.PullProgress("layer", "downloading", 0, 0));
          try {
            TimeUnit.MINUTES.sleep(1);
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        });
    Context.CancellableContext caller = Context.current().withCancellation();
    Context before = caller.attach();
    try {
      pull("web").next();
    } finally {
      caller.detach(before);
    }

    caller.cancel(null);

    await().until(() -> interrupted.getCount() == 0);
  }

  @Test
  void aPlatformThatCannotSaysSo() {
    lab.close();
    lab =
        new RawPop(
            backend,
            PopServer.builder(
                new ForwardingBackend(backend) {
                  @Override
                  public Set<BackendCapability> capabilities() {
                    return Set.of();
                  }
                }));

    refused(
        Status.Code.UNIMPLEMENTED,
        "backend memory does not support PullImage",
        () -> pull("web").next());
  }

  private void serve(Consumer<Consumer<org.mano4j.pop.PullProgress>> puller) {
    lab.close();
    lab =
        new RawPop(
            backend,
            PopServer.builder(
                new ForwardingBackend(backend) {
                  @Override
                  public Image pull(
                      String reference, Consumer<org.mano4j.pop.PullProgress> progress) {
                    puller.accept(progress);
                    return backend.images().get(0);
                  }
                }));
  }

  private Iterator<PullProgress> pull(String image) {
    return lab.pop
        .withDeadlineAfter(90, TimeUnit.SECONDS)
        .pullImage(PullRequest.newBuilder().setImage(image).build());
  }
}
