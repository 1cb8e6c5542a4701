package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.name;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.Status;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.ContainerConfig;
import org.mano4j.pop.ContainerEvent;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.PopStream;
import org.mano4j.pop.proto.LogRequest;
import org.mano4j.pop.proto.WatchRequest;

/** A stream ends with the session that it was begun in. */
class StreamSessionsTest {

  private static final WatchRequest FROM_NOW = WatchRequest.getDefaultInstance();

  private final AtomicLong nanos = new AtomicLong();
  private final InMemoryPopBackend backend = RawPop.backend();
  private final RawPop lab =
      new RawPop(
          backend,
          PopServer.builder(backend)
              .ticker(nanos::get)
              .bookmarks(Duration.ofMillis(20))
              .sessions(new SessionOptions(Duration.ofHours(1), Duration.ofHours(8), 100, 3)));

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aLogoutEndsItsStreamsAtOnceAndNoOthers() {
    String token = lab.login();
    lab.running("web");
    Iterator<?> watch = lab.with(token).watch(FROM_NOW);
    watch.next();
    Iterator<?> logs =
        lab.with(token)
            .logs(LogRequest.newBuilder().setFilter(name("web")).setFollow(true).build());
    backend.write(lab.get("web").getId(), org.mano4j.pop.LogChunk.Stream.OUTPUT, "one");
    logs.next();
    Iterator<?> other = lab.pop.watch(FROM_NOW);
    other.next();

    lab.with(token).logout(EMPTY);

    endsForItsToken(watch);
    endsForItsToken(logs);
    assertThat(other.hasNext()).isTrue();
  }

  @Test
  void aWatchWithAnotherGoodTokenGoesOn() {
    String token = lab.login();
    Iterator<?> watch = lab.with(token, lab.login()).watch(FROM_NOW);
    watch.next();

    lab.with(token).logout(EMPTY);

    watch.next();
    assertThat(watch.hasNext()).isTrue();
  }

  @Test
  void anExpiryEndsAWatchThatIsNoUseOfItsSession() {
    Iterator<?> watch = lab.pop.watch(FROM_NOW);
    watch.next();
    nanos.addAndGet(Duration.ofMinutes(50).toNanos());
    watch.next();
    watch.next();

    nanos.addAndGet(Duration.ofMinutes(11).toNanos());

    endsForItsToken(watch);
  }

  @Test
  void aSessionThatHasToGoForANewOneTakesItsWatchAlong() {
    Iterator<?> watch = lab.pop.watch(FROM_NOW);
    watch.next();

    for (int i = 0; i < 3; i++) {
      lab.login();
    }

    endsForItsToken(watch);
  }

  @Test
  void aClientsWatchGoesOnInANewSessionWithoutALoss() {
    try (PopSessions sessions = PopSessions.create()) {
      PopClient client =
          sessions.client(lab.server.endpoint(), new PopCredentials("admin", "secret"));
      try (PopStream<ContainerEvent> watch = client.watch()) {
        for (int i = 0; i < 3; i++) {
          client.create(ContainerConfig.of("a" + i, "web:latest"));
          assertThat(change(watch)).isEqualTo("a" + i);
          nanos.addAndGet(Duration.ofHours(2).toNanos());
          String between = "b" + i;
          lab.with(lab.login()).create(RawPop.config(between).build());
          assertThat(change(watch)).isEqualTo(between);
        }
      }
    }
  }

  @Test
  void aClientsWatchEndsWithALogout() {
    try (PopSessions sessions = PopSessions.create()) {
      PopClient client =
          sessions.client(lab.server.endpoint(), new PopCredentials("admin", "secret"));
      try (PopStream<ContainerEvent> watch = client.watch()) {
        watch.next();

        client.logout();

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> watch.forEachRemaining(e -> {}))
            .hasMessageContaining("invalid token");
      }
    }
  }

  private static String change(PopStream<ContainerEvent> watch) {
    ContainerEvent event = watch.next();
    while (event.container() == null) {
      event = watch.next();
    }
    return event.container().name();
  }

  private static void endsForItsToken(Iterator<?> stream) {
    refused(
        Status.Code.PERMISSION_DENIED,
        "invalid token",
        () -> {
          while (stream.hasNext()) {
            stream.next();
          }
        });
  }
}
