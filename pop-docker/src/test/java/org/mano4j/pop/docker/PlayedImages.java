package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PullProgress;

/** Images of an engine that is played, for tests of what is done with them. */
abstract class PlayedImages {

  static final String ID = "sha256:" + "a1".repeat(32);
  static final String APP = "localhost:5000/a/app:1";
  static final String BEGIN =
      "{\"status\":\"Pulling from a/app\",\"id\":\"1\"}\n"
          + "{\"status\":\"Downloading\",\"progressDetail\":{\"current\":10,\"total\":30},"
          + "\"id\":\"d7a187109b04\"}\n";

  final FakeEngine fake = FakeEngine.start();
  final CountDownLatch release = new CountDownLatch(1);
  final List<PullProgress> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    release.countDown();
    fake.close();
  }

  /** Completes when the client has closed the connection. */
  CompletableFuture<Void> hangingPull() {
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

  /** The pull begins, and ends well after the release. */
  void holdPull() {
    fake.on(
        "POST",
        "/images/create",
        call -> {
          open(call, BEGIN);
          waitForRelease();
          call.exchange().close();
        });
  }

  void waitForRelease() {
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void answer(FakeEngine.Call call, String lines) throws IOException {
    open(call, lines);
    call.exchange().close();
  }

  static void open(FakeEngine.Call call, String lines) throws IOException {
    call.exchange().getResponseHeaders().add("Content-Type", "application/json");
    call.exchange().sendResponseHeaders(200, 0);
    call.exchange().getResponseBody().write(lines.getBytes(StandardCharsets.UTF_8));
    call.exchange().getResponseBody().flush();
  }

  void here(String name, String digests) {
    inspected(name, "\"Cmd\":[\"run\"]", digests);
  }

  void hereWith(String name, String config) {
    inspected(name, config, "[]");
  }

  void inspected(String name, String config, String digests) {
    fake.on(
        "GET",
        "/images/" + name + "/json",
        FakeEngine.json(
            200,
            "{\"Id\":\"%s\",\"RepoTags\":[\"%s\"],\"RepoDigests\":%s,\"Created\":\"2026-11-21T14:28:07Z\",\"Config\":{%s}}"
                .formatted(ID, name, digests, config)));
  }

  DockerImages images(String... configured) {
    return images(DockerPopBackend.builder().images(List.of(configured)));
  }

  DockerImages images(DockerPopBuilder builder) {
    DockerPopConfig config = builder.engine(fake.uri()).config();
    return new DockerImages(new Engine(config), config);
  }

  static PopException failure(Runnable call) {
    return catchThrowableOfType(PopException.class, call::run);
  }
}
