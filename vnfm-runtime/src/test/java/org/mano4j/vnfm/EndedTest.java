package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.message.Action;
import org.mano4j.messaging.Delivery;

class EndedTest {

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
  private final Ended ended = new Ended(now::get);
  private final BusChannel channel =
      BusChannel.builder(
              (user, name) -> {
                throw new IllegalStateException("not to be connected");
              })
          .build();
  private final Scope scope =
      new Scope(
          new VnfmHandler() {},
          false,
          channel,
          Runnable::run,
          Clock.systemUTC(),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          () -> false,
          VnfmMetrics.NONE);

  @AfterEach
  void close() {
    channel.close();
  }

  private record Sized(String name, byte[] body) implements ChannelRequest {
    @Override
    public Optional<String> correlationId() {
      return Optional.of(name);
    }

    @Override
    public boolean redelivered() {
      return true;
    }

    @Override
    public boolean isAgain(ChannelRequest that) {
      return correlationId().equals(that.correlationId());
    }

    @Override
    public Delivery.Parking park() {
      return () -> {};
    }
  }

  private boolean add(String name, int size) {
    return ended.add(
        new Operation(
            scope,
            new Sized(name, new byte[size]),
            Messages.startStop(Action.START, "a"),
            operation -> CompletableFuture.completedFuture(Optional.empty())));
  }

  private boolean has(String name) {
    return ended.of(new Sized(name, new byte[0])).isPresent();
  }

  @Test
  void keepsForAMinuteOnly() {
    assertThat(add("a", 1)).isTrue();
    assertThat(add("b", 1)).isFalse();
    now.addAndGet(Ended.KEPT_NANOS - 1);
    assertThat(has("a")).isTrue();
    assertThat(ended.forgetOld()).isTrue();

    now.addAndGet(1);
    assertThat(ended.forgetOld()).isFalse();
    assertThat(has("b")).isFalse();
  }

  @Test
  void keepsOnlySoMany() {
    for (int i = 0; i <= Ended.MOST; i++) {
      add("request " + i, 1);
    }

    assertThat(has("request 0")).isFalse();
    assertThat(has("request 1")).isTrue();
  }

  @Test
  void keepsOnlySoManyBytes() {
    add("a", 10 * 1024 * 1024);
    add("b", 5 * 1024 * 1024);
    assertThat(has("a")).isTrue();

    add("c", 5 * 1024 * 1024);

    assertThat(has("a")).isFalse();
    assertThat(has("b")).isTrue();
    assertThat(has("c")).isTrue();
  }
}
