package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OnTheirWayTest {

  private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
  private final List<Outgoing> late = new CopyOnWriteArrayList<>();

  @AfterEach
  void end() {
    timer.shutdownNow();
  }

  private OnTheirWay of(int most, long millis) {
    return new OnTheirWay(most, TimeUnit.MILLISECONDS.toNanos(millis), timer, late::add);
  }

  private static Outgoing message(String body) {
    return message(Message.text(body));
  }

  private static Outgoing message(Message message) {
    return new Outgoing(Address.queue("q"), message, null, null, failure -> {});
  }

  @Test
  void takesNoMoreThanItMay() {
    OnTheirWay messages = of(2, 60_000);
    Outgoing first = message("a");
    assertThat(messages.add(first)).isTrue();
    assertThat(messages.add(message("b"))).isTrue();
    assertThat(messages.add(message("c"))).isFalse();

    messages.remove(first);
    messages.remove(first);

    assertThat(messages.add(message("c"))).isTrue();
    assertThat(messages.add(message("d"))).isFalse();
  }

  /** Ten thousand empty ones fill any buffer. */
  @Test
  void countsWhatIsAroundABody() {
    OnTheirWay messages = of(10, 60_000);
    Outgoing empty = message("");
    messages.add(empty);
    assertThat(messages.bytes()).isBetween(100L, 1000L);
    Outgoing headers = message(new Message(new byte[0], null, null, null, Map.of("a", "b")));
    messages.add(headers);
    assertThat(messages.bytes()).as("headers fill a frame").isGreaterThan(128 * 1024);

    messages.remove(empty);
    messages.remove(headers);

    assertThat(messages.bytes()).isZero();
  }

  @Test
  void tellsOfThoseThatAreLateAndOfNoOthers() {
    OnTheirWay messages = of(10, 50);
    CountDownLatch busy = new CountDownLatch(1);
    timer.execute(() -> BusTests.block(busy)); // nobody looks before the first one has ended
    Outgoing inTime = message("a");
    Outgoing first = message("b");
    Outgoing second = message("c");
    List.of(inTime, first, second).forEach(messages::add);
    messages.remove(inTime);
    busy.countDown();

    await().until(() -> late.size() == 2);

    assertThat(late).containsExactly(first, second);
    assertThat(messages.bytes())
        .as("they may be in the buffer still")
        .isEqualTo(first.size() + second.size());
    messages.remove(first);
    Outgoing third = message("d");
    messages.add(third);
    await().until(() -> late.contains(third));
  }

  @Test
  void tellsOfTheOthersWhenOneCannotBeDealtWith() {
    OnTheirWay messages =
        new OnTheirWay(
            10,
            TimeUnit.MILLISECONDS.toNanos(50),
            timer,
            message -> {
              late.add(message);
              throw new OutOfMemoryError("unable to create native thread");
            });
    messages.add(message("a"));
    messages.add(message("b"));

    await().until(() -> late.size() == 2);
  }

  @Test
  void tellsOfNothingAfterItsEnd() {
    OnTheirWay messages = of(10, 50);
    messages.add(message("a"));

    messages.close();
    messages.add(message("b"));

    assertThat(timer.getQueue()).allMatch(task -> ((java.util.concurrent.Future<?>) task).isDone());
  }
}
