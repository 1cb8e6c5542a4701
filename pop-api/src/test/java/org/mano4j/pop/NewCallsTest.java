package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

class NewCallsTest extends AtRenewedPop {

  @Test
  void resetNetworksAndStatsAnswer() {
    assertThat(client.reset(Filter.byId("x")).life()).isEqualTo(2);
    assertThat(client.createNetwork(NetworkConfig.of("n")).name()).isEqualTo("n");
    client.deleteNetwork(Filter.byName("n"));
    assertThat(client.stats(Filter.byId("x")).pids()).isEqualTo(3);
  }

  @Test
  void aPullTellsItsProgressInOrderOnTheCallingThread() {
    List<Long> steps = new ArrayList<>();
    Thread caller = Thread.currentThread();

    Image image =
        client.pull(
            "web:1",
            step -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              steps.add(step.current());
            });

    assertThat(image.id()).isEqualTo("sha256:web:1");
    assertThat(steps).hasSize(101).startsWith(1L, 2L, 3L);
  }

  @Test
  void aFailureOfWhoFollowsAPullEndsIt() {
    assertThatThrownBy(
            () ->
                client.pull(
                    "web:1",
                    step -> {
                      throw new IllegalStateException("no more room");
                    }))
        .hasMessage("no more room");
  }

  @Test
  void aRefusedPullFails() {
    pop.refusal.set(Status.NOT_FOUND.withDescription("no such image"));

    assertThatThrownBy(() -> client.pull("web:1", step -> {}))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("PullImage of 'web:1'")
        .hasMessageContaining("no such image");
  }

  @Test
  void aWatchBeginsWithABookmarkAndGoesOn() {
    try (PopStream<ContainerEvent> events = client.watch()) {
      assertThat(events.next().type()).isEqualTo(ContainerEvent.Type.BOOKMARK);
      ContainerEvent change = events.next();
      assertThat(change.sequence()).isEqualTo(41);
      assertThat(change.container()).isNotNull();
    }
  }

  @Test
  void aWatchGoesOnAfterANumber() {
    try (PopStream<ContainerEvent> events = client.watch(7)) {
      assertThat(events.next().sequence()).isEqualTo(7);
    }
  }

  @Test
  void closingAStreamFreesItsReaderAndTellsThePop() throws Exception {
    PopStream<ContainerEvent> events = client.watch();
    events.next();
    events.next();
    CompletableFuture<Boolean> reader = CompletableFuture.supplyAsync(events::hasNext);

    events.close();

    assertThat(reader.get(30, TimeUnit.SECONDS)).isFalse();
    assertThat(pop.streamLeft.await(30, TimeUnit.SECONDS)).isTrue();
    assertThatThrownBy(events::next).isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void aWatchWhoseTokenIsRefusedLogsInAgain() {
    client.info();
    pop.valid.clear();

    try (PopStream<ContainerEvent> events = client.watch()) {
      assertThat(events.hasNext()).isTrue();
    }
    assertThat(pop.logins).hasValue(2);
  }

  @Test
  void aWatchThatIsRefusedFailsAtOnce() {
    pop.refusals.add(Status.FAILED_PRECONDITION.withDescription("forgotten"));

    assertThatThrownBy(() -> client.watch(3))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.FAILED_PRECONDITION);
  }

  @Test
  void aWatchThatBeginsTooLateEndsWithTheDeadline() {
    client.info();

    assertThatThrownBy(() -> client.withDeadline(Duration.ofMillis(100)).watch(-1))
        .asInstanceOf(type(PopException.class))
        .extracting(PopException::code)
        .isEqualTo(Code.DEADLINE_EXCEEDED);
  }

  @Test
  void aPopThatIsLostEndsItsStreamsWithAFailure() {
    try (PopStream<ContainerEvent> events = client.watch()) {
      events.next();
      events.next();
      pop.stopListening();

      assertThatThrownBy(events::hasNext)
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.UNAVAILABLE);
    }
  }

  @Test
  void logsAreReadToTheirEnd() {
    StringBuilder text = new StringBuilder();
    try (PopStream<LogChunk> logs = client.logs(Filter.byName("x"), LogOptions.all())) {
      logs.forEachRemaining(chunk -> text.append(chunk.text()));
    }

    assertThat(text.toString().lines()).hasSize(1000).endsWith("line 999");
  }

  @Test
  void anInterruptedReaderIsTold() {
    try (PopStream<ContainerEvent> events = client.watch()) {
      events.next();
      events.next();
      Thread.currentThread().interrupt();

      assertThatThrownBy(events::hasNext)
          .asInstanceOf(type(PopException.class))
          .extracting(PopException::code)
          .isEqualTo(Code.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
