package org.mano4j.pop.server;

import static io.grpc.Status.Code.FAILED_PRECONDITION;
import static io.grpc.Status.Code.INVALID_ARGUMENT;
import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.UNIMPLEMENTED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerStats;
import org.mano4j.pop.LogChunk.Stream;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.NetworkStats;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.LogChunk;
import org.mano4j.pop.proto.LogRequest;

/** What Logs and Stats tell. */
class LogsAndStatsCallsTest {

  private final InMemoryPopBackend backend = RawPop.backend();
  private RawPop lab = new RawPop(backend);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void logsTellWhatTheInstanceHasWritten() {
    String id = lab.running("web").getId();
    backend.write(id, Stream.OUTPUT, "one\ntwo\n");
    backend.write(id, Stream.ERROR, "oh");

    Iterator<LogChunk> logs = lab.pop.logs(request("web").build());

    LogChunk first = logs.next();
    assertThat(first.getStream()).isEqualTo(LogChunk.Stream.OUTPUT);
    assertThat(first.getData().toStringUtf8()).isEqualTo("one\ntwo\n");
    LogChunk second = logs.next();
    assertThat(second.getStream()).isEqualTo(LogChunk.Stream.ERROR);
    assertThat(second.getData().toStringUtf8()).isEqualTo("oh");
    assertThat(logs.hasNext()).isFalse();
  }

  @Test
  void aTailIsTheLastLines() {
    String id = lab.running("web").getId();
    backend.write(id, Stream.OUTPUT, "one\ntwo\nth");
    backend.write(id, Stream.OUTPUT, "ree\n");

    Map.of(0, "", 1, "three\n", 2, "two\nthree\n", 3, "one\ntwo\nthree\n", 9, "one\ntwo\nthree\n")
        .forEach(
            (lines, text) ->
                assertThat(text(lab.pop.logs(request("web").setTail(lines).build())))
                    .isEqualTo(text));
  }

  @Test
  void whoFollowsGetsWhatComesUntilTheEndOfTheInstance() {
    String id = lab.running("web").getId();
    backend.write(id, Stream.OUTPUT, "before\n");
    Iterator<LogChunk> logs = lab.pop.logs(request("web").setTail(0).setFollow(true).build());

    // What was written before the call had come is not told.
    CompletableFuture<LogChunk> first = CompletableFuture.supplyAsync(logs::next);
    await()
        .until(
            () -> {
              backend.write(id, Stream.OUTPUT, "x");
              return first.isDone();
            });
    assertThat(first.join().getData().toStringUtf8()).isEqualTo("x");
    backend.write(id, Stream.OUTPUT, "last");
    backend.exit(id, 0);

    assertThat(text(logs)).endsWith("last");
  }

  @Test
  void whatAContainerHasWrittenIsToldAfterItsEndUntilItBeginsANewLife() {
    String id = lab.running("web").getId();
    backend.write(id, Stream.OUTPUT, "one\ntwo\n");
    backend.exit(id, 3);
    await().until(() -> lab.get("web").getStatus() == Container.Status.FAILED);

    assertThat(text(lab.pop.logs(request("web").setTail(1).build()))).isEqualTo("two\n");
    assertThat(text(lab.pop.logs(request("web").setFollow(true).build()))).isEqualTo("one\ntwo\n");

    lab.pop.reset(name("web"));
    lab.pop.start(name("web"));
    assertThat(text(lab.pop.logs(request("web").build()))).isEmpty();
    assertThat(backend.instances()).containsExactly(InstanceState.running(id + "-2"));
  }

  @Test
  void wrongStatesOfLogsAreRefusedWithTheirReason() {
    lab.create("new");
    String id = lab.running("old").getId();
    backend.exit(id, 0);
    await().until(() -> lab.get("old").getStatus() == Container.Status.EXITED);
    // As on a platform that keeps nothing.
    backend.forget(id);

    refused(FAILED_PRECONDITION, "container new is CREATED", () -> logs("new").hasNext());
    refused(
        FAILED_PRECONDITION,
        "container old is EXITED: it has ended, and what it has written is gone",
        () -> logs("old").hasNext());
    refused(NOT_FOUND, "no container for the given filter", () -> logs("x").hasNext());
    refused(
        INVALID_ARGUMENT,
        "tail must be 0",
        () -> lab.pop.logs(request("old").setTail(-1).build()).hasNext());
    refused(
        INVALID_ARGUMENT,
        "no container specified",
        () -> lab.pop.logs(LogRequest.getDefaultInstance()).hasNext());
  }

  @Test
  void aSlowCallerHoldsThePlatformUpAndACancelFreesIt() {
    AtomicInteger written = new AtomicInteger();
    AtomicBoolean ended = new AtomicBoolean();
    serve(
        output -> {
          try {
            for (int i = 0; i < 10_000; i++) {
              output.accept(org.mano4j.pop.LogChunk.of(Stream.OUTPUT, new byte[100_000]));
              written.incrementAndGet();
            }
          } finally {
            ended.set(true);
          }
        });
    lab.running("web");
    Context.CancellableContext caller = Context.current().withCancellation();
    Context before = caller.attach();
    Iterator<LogChunk> logs;
    try {
      logs = logs("web");
    } finally {
      caller.detach(before);
    }
    assertThat(logs.next().getData().size()).isLessThanOrEqualTo(64 * 1024);

    await().during(Duration.ofMillis(300)).until(() -> written.get() < 200);
    assertThat(ended).isFalse();

    caller.cancel(null);
    await().untilTrue(ended);
  }

  @Test
  void aCancelInterruptsThePlatform() {
    AtomicBoolean interrupted = new AtomicBoolean();
    serve(
        output -> {
          output.accept(org.mano4j.pop.LogChunk.of(Stream.OUTPUT, new byte[1]));
          try {
            TimeUnit.MINUTES.sleep(1);
          } catch (InterruptedException e) {
            interrupted.set(true);
          }
        });
    lab.running("web");
    Context.CancellableContext caller = Context.current().withCancellation();
    Context before = caller.attach();
    try {
      logs("web").next();
    } finally {
      caller.detach(before);
    }

    caller.cancel(null);

    await().untilTrue(interrupted);
  }

  @Test
  void statsTellWhatTheInstanceUses() {
    Container web = lab.running("web");
    backend.use(
        new ContainerStats(
            web.getId(),
            Instant.ofEpochMilli(1234),
            Duration.ofMillis(5),
            100,
            200,
            3,
            Map.of("private", new NetworkStats(1, 2, 3, 4))));

    org.mano4j.pop.proto.ContainerStats stats = lab.pop.stats(name("web"));

    assertThat(stats.getContainerId()).isEqualTo(web.getId());
    assertThat(stats.getTime()).isEqualTo(1234);
    assertThat(stats.getCpu()).isEqualTo(5_000_000);
    assertThat(stats.getMemory()).isEqualTo(100);
    assertThat(stats.getMemoryLimit()).isEqualTo(200);
    assertThat(stats.getPids()).isEqualTo(3);
    assertThat(stats.getNetworksOrThrow("private").getSentPackets()).isEqualTo(4);
  }

  @Test
  void onlyWhatRunsHasStats() {
    lab.create("new");

    refused(
        FAILED_PRECONDITION,
        "container new is CREATED: it does not run",
        () -> lab.pop.stats(name("new")));
    refused(NOT_FOUND, "no container", () -> lab.pop.stats(name("x")));
    refused(INVALID_ARGUMENT, "no container", () -> lab.pop.stats(RawPop.all()));
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
    lab.running("web");

    refused(UNIMPLEMENTED, "backend memory does not support Logs", () -> logs("web").hasNext());
    refused(
        UNIMPLEMENTED, "backend memory does not support Stats", () -> lab.pop.stats(name("web")));
    assertThat(lab.pop.info(RawPop.EMPTY).getCapabilitiesList()).isEmpty();
  }

  private void serve(Consumer<Consumer<org.mano4j.pop.LogChunk>> writer) {
    lab.close();
    lab =
        new RawPop(
            backend,
            PopServer.builder(
                new ForwardingBackend(backend) {
                  @Override
                  public void logs(
                      String id, LogOptions options, Consumer<org.mano4j.pop.LogChunk> output) {
                    writer.accept(output);
                  }
                }));
  }

  private Iterator<LogChunk> logs(String container) {
    return lab.pop.withDeadlineAfter(60, TimeUnit.SECONDS).logs(request(container).build());
  }

  private static LogRequest.Builder request(String container) {
    return LogRequest.newBuilder().setFilter(name(container));
  }

  private static String text(Iterator<LogChunk> logs) {
    StringBuilder text = new StringBuilder();
    logs.forEachRemaining(chunk -> text.append(chunk.getData().toStringUtf8()));
    return text.toString();
  }
}
