package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a broker is told of a window that parked deliveries widen. */
class PrefetchWindowTest {

  private final List<Integer> told = Collections.synchronizedList(new ArrayList<>());
  private final Channel channel =
      FakeChannel.proxy(
          Channel.class,
          (method, args) -> {
            if (method.getName().equals("basicQos")) {
              told.add((int) args[0]);
            } else if (method.getName().equals("asyncCompletableRpc")) {
              told.add(((AMQP.Basic.Qos) args[0]).getPrefetchCount());
            }
            return null;
          });
  private final AmqpLink link =
      new AmqpLink(
          new Connected(
              FakeChannel.proxy(
                  Connection.class,
                  (method, args) ->
                      method.getName().equals("getServerProperties") ? Map.of() : channel),
              new Socket()),
          AmqpOptions.defaults(),
          new AmqpThreads(null, PrefetchWindowTest::daemon),
          FakeChannel.proxy(AmqpReplies.Receiver.class, (method, args) -> null));

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "window-test");
    thread.setDaemon(true);
    return thread;
  }

  private PrefetchWindow open(int prefetch) throws IOException {
    PrefetchWindow window = new PrefetchWindow(channel, link, prefetch);
    window.open();
    return window;
  }

  /** Parks, and waits until the broker has heard what it has to hear of that. */
  private void park(PrefetchWindow window, int more) {
    window.parked(more);
    settle();
  }

  /** A task may be followed by one that it has asked for. */
  private void settle() {
    for (int i = 0; i < 2; i++) {
      CompletableFuture<Boolean> done = new CompletableFuture<>();
      link.writer().execute(() -> done.complete(true));
      done.join();
    }
  }

  private int last() {
    return told.get(told.size() - 1);
  }

  @Test
  void aSmallWindowIsToldOfEachChange() throws IOException {
    PrefetchWindow one = open(1);
    for (int i = 0; i < 3; i++) {
      park(one, 1);
    }
    park(one, -1);
    assertThat(told).containsExactly(1, 2, 3, 4, 3);

    told.clear();
    PrefetchWindow eight = open(8);
    for (int i = 0; i < 7; i++) {
      park(eight, 1);
    }
    park(eight, -7);
    assertThat(told).containsExactly(8, 9, 10, 11, 12, 13, 14, 15, 8);
  }

  @Test
  void aLargeWindowIsNotToldOfOneThatIsParkedAndTakenBack() throws IOException {
    PrefetchWindow window = open(64);

    for (int i = 0; i < 100; i++) {
      park(window, 1);
      park(window, -1);
    }

    assertThat(told).containsExactly(64);
    assertThat(window.isTold()).isTrue();
  }

  @Test
  void aWindowThatWasToldStaysForTheNextOnesToo() throws IOException {
    PrefetchWindow window = open(64);
    park(window, 100);
    int now = last();
    assertThat(now).isBetween(164 - 20, 163);
    told.clear();

    for (int i = 0; i < 5; i++) {
      park(window, 1);
      park(window, -2);
      park(window, 1);
    }

    assertThat(told).isEmpty();
  }

  @Test
  void anotherPrefetchIsToldLikeThat() throws IOException {
    PrefetchWindow window = open(8);
    park(window, 2);
    told.clear();

    window.prefetch(64);
    settle();
    window.prefetch(8);
    settle();

    assertThat(told).hasSize(2);
    assertThat(told.get(0)).isBetween(66 - 7, 66);
    assertThat(told.get(1)).isEqualTo(10);
  }

  @Test
  void parkingAThousandOneByOneTakesFewWords() throws IOException {
    PrefetchWindow window = open(1000);

    for (int i = 0; i < 1000; i++) {
      park(window, 1);
    }

    assertThat(told).hasSizeLessThan(12);
  }

  @Test
  void aWindowThatIsTooLargeIsNarrowedAtOnce() throws IOException {
    PrefetchWindow window = open(64);
    park(window, 100);

    park(window, -30);

    assertThat(last()).isLessThanOrEqualTo(134);
  }

  @Test
  void whatTheBrokerKnowsIsNeverMoreAndAlwaysHasAPlace() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int prefetch : new int[] {1, 2, 7, 8, 9, 64, 1000}) {
      PrefetchWindow window = open(prefetch);
      int parked = 0;
      for (int i = 0; i < 2000; i++) {
        int more = random.nextInt(-Math.min(parked, 40), 41);
        parked += more;
        park(window, more);

        assertThat(last())
            .as("prefetch %d, %d parked, seed %d", prefetch, parked, seed)
            .isLessThanOrEqualTo(prefetch + parked)
            .isGreaterThan(parked)
            .isGreaterThanOrEqualTo((prefetch + parked) * 7 / 8);
      }
    }
  }

  /** Whoever takes one back while the broker is being told must not rely on what it knew before. */
  @Test
  void whatIsTakenBackWhileTheBrokerIsToldIsToldToo() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    PrefetchWindow window = open(64);
    for (int i = 0; i < 2_000; i++) {
      window.parked(200);
      for (int spins = random.nextInt(400); spins > 0; spins--) {
        Thread.onSpinWait();
      }
      window.parked(-200);
      settle();

      assertThat(window.isTold()).as("seed %d", seed).isTrue();
      assertThat(last()).as("seed %d", seed).isBetween(57, 64);
    }
  }
}
