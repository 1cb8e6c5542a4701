package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mano4j.pop.server.RawPop.name;

import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.WatchRequest;

/** A Pop that ends does so in bounded time, and leaves nothing behind. */
class ClosingTest {

  /** A platform that hangs, and a gate that is held, let go only after a minute. */
  private static final Duration BOUND = Duration.ofSeconds(30);

  @Test
  void tenServersLeaveNoThread() {
    List<PopServer> servers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      InMemoryPopBackend backend = RawPop.backend();
      RawPop lab = new RawPop(backend, PopServer.builder(backend).bookmarks(Duration.ofMillis(9)));
      lab.running("web");
      Iterator<?> watch = lab.pop.watch(WatchRequest.getDefaultInstance());
      watch.next();
      servers.add(lab.server);
      lab.close();
    }

    assertThat(servers).hasSize(10);
    await().atMost(BOUND).untilAsserted(() -> assertThat(threads("lab")).isEmpty());
  }

  @Test
  void aServerThatCouldNotStartLeavesNoThread() {
    try (RawPop lab = new RawPop(RawPop.backend())) {
      PopServer second =
          PopServer.builder(RawPop.backend())
              .name("second")
              .port(lab.server.port())
              .user("admin", "secret")
              .build();

      org.assertj.core.api.Assertions.assertThatThrownBy(second::start)
          .hasMessageContaining("cannot listen");

      await().atMost(BOUND).untilAsserted(() -> assertThat(threads("second")).isEmpty());
    }
  }

  @Test
  void neitherAHangingPlatformNorHalfOpenConnectionsHoldItUp() throws IOException {
    InMemoryPopBackend backend = RawPop.backend();
    RawPop lab = new RawPop(backend);
    lab.create("web");
    lab.running("other");
    Iterator<?> watch = lab.pop.watch(WatchRequest.getDefaultInstance());
    watch.next();
    try (Gate starts = backend.holdStarts();
        Gate stops = backend.holdStops();
        Socket silent = new Socket("localhost", lab.server.port());
        Socket half = new Socket("localhost", lab.server.port())) {
      half.getOutputStream().write("PRI * HTTP/2.0\r\n".getBytes());
      PopGrpc.PopStub later = PopGrpc.newStub(lab.channel);
      later.withInterceptors(token(lab)).start(name("web"), new Ignored());
      lab.pop.stop(name("other"));
      await().until(() -> starts.waiting() == 1 && stops.waiting() == 1);
      long begin = System.nanoTime();

      PopDrainReport left = lab.server.drain(Duration.ofMillis(300));
      lab.server.close();

      assertThat(left.clean()).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(BOUND);
      await().atMost(BOUND).untilAsserted(() -> assertThat(threads("lab")).isEmpty());
      assertThat(silent.getInputStream().readAllBytes()).isNotNull();
    }
    lab.close();
  }

  private static io.grpc.ClientInterceptor token(RawPop lab) {
    io.grpc.Metadata headers = new io.grpc.Metadata();
    headers.put(RawPop.TOKEN, lab.login());
    return io.grpc.stub.MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static List<String> threads(String pop) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(pop + "-"))
        .toList();
  }

  private static final class Ignored implements StreamObserver<Container> {

    @Override
    public void onNext(Container value) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {}
  }
}
