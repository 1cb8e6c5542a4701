package org.mano4j.pop.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.server.InstanceSpec;

/** Those who follow what a container writes. */
class FollowersTest {

  private static final int FRAME = 16 << 10;

  private final FakeEngine engine = FakeEngine.start();
  private final Told told = new Told();
  private final DockerPopBackend backend =
      DockerPopBackend.builder().popName("odd").engine(engine.uri()).build();
  private final ExecutorService followers = Executors.newCachedThreadPool();
  private final CountDownLatch held = new CountDownLatch(1);
  private final AtomicLong written = new AtomicLong();
  private final InstanceSpec spec = Instances.spec("web:latest").build();

  @BeforeEach
  void startOne() {
    engine.on("POST", "/containers/create", FakeEngine.json(201, "{\"Id\":\"c1\"}"));
    engine.on("POST", "/containers/c1/start", FakeEngine.json(204, ""));
    engine.on("DELETE", "/containers/c1", FakeEngine.json(204, ""));
    engine.on(
        "GET",
        "/containers/c1/json",
        FakeEngine.json(
            200,
            "{\"Id\":\"c1\",\"Path\":\"/web\",\"State\":{\"Running\":true},\"Config\":{},"
                + "\"NetworkSettings\":{\"Networks\":{}}}"));
    engine.on("GET", "/containers/c1/logs", this::write);
    backend.open("owner-1", told);
    backend.start(spec);
  }

  @AfterEach
  void close() {
    held.countDown();
    followers.shutdownNow();
    backend.close();
    engine.close();
  }

  @Test
  void aSlowOneHoldsUpTheEngineAndFillsNoMemory() {
    follow();
    Awaitility.await().until(() -> written.get() > 0);
    Awaitility.await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(60))
        .until(new Unchanged(written)::since);
    assertThat(written.get()).as("bytes between engine and follower").isLessThan(16 << 20);
  }

  @Test
  void manyOfThemDoNotKeepAnEndFromBeingTold() {
    int many = 150;
    engine.on("GET", "/containers/c1/logs", engine.hang());
    for (int i = 0; i < many; i++) {
      follow();
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> engine.calls("GET", "/containers/c1/logs") == many);
    engine.on(
        "GET",
        "/containers/c1/logs",
        call -> {
          call.exchange().sendResponseHeaders(200, 0);
          try (OutputStream body = call.exchange().getResponseBody()) {
            body.write(frame("the end\n".getBytes(StandardCharsets.UTF_8)));
          }
        });
    engine.emit("die", "c1", Map.of(Labels.INSTANCE, spec.id(), "exitCode", "0"));
    Awaitility.await().untilAsserted(() -> assertThat(told.ends(spec.id())).hasSize(1));
    StringBuilder kept = new StringBuilder();
    backend.logs(spec.id(), LogOptions.all(), chunk -> kept.append(chunk.text()));
    assertThat(kept).hasToString("the end\n");
  }

  private void follow() {
    followers.submit(
        () ->
            backend.logs(
                spec.id(),
                LogOptions.all().following(),
                chunk -> {
                  try {
                    held.await(120, TimeUnit.SECONDS);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                }));
  }

  /** As fast as it is taken. */
  private void write(FakeEngine.Call call) throws IOException {
    call.exchange().sendResponseHeaders(200, 0);
    byte[] frame = frame(new byte[FRAME]);
    OutputStream body = call.exchange().getResponseBody();
    while (held.getCount() > 0) {
      body.write(frame);
      body.flush();
      written.addAndGet(FRAME);
    }
  }

  private static byte[] frame(byte[] data) {
    return ByteBuffer.allocate(8 + data.length)
        .put((byte) 1)
        .putInt(4, data.length)
        .position(8)
        .put(data)
        .array();
  }

  /** Whether a number has stayed the same since it was last asked. */
  private static final class Unchanged {

    private final AtomicLong number;
    private long before = -1;

    Unchanged(AtomicLong number) {
      this.number = number;
    }

    boolean since() {
      long now = number.get();
      boolean same = now == before;
      before = now;
      return same;
    }
  }
}
