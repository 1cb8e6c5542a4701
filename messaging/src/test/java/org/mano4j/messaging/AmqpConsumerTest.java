package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Envelope;
import java.lang.reflect.Method;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a broker hears of deliveries, and from which thread. */
class AmqpConsumerTest {

  private final List<String> words = new CopyOnWriteArrayList<>();
  private final Map<Long, CompletableFuture<Optional<Message>>> stages = new ConcurrentHashMap<>();
  private final Map<Long, Delivery> deliveries = new ConcurrentHashMap<>();
  private final AtomicInteger refusedThreads = new AtomicInteger();
  private final Thread test = Thread.currentThread();
  private AmqpLink link;
  private AmqpConsumer consumer;

  @BeforeEach
  void consume() {
    Channel channel = FakeChannel.proxy(Channel.class, this::call);
    Connection connection =
        FakeChannel.proxy(
            Connection.class,
            (method, args) ->
                switch (method.getName()) {
                  case "createChannel" -> channel;
                  case "getServerProperties" -> Map.of("product", "RabbitMQ");
                  default -> throw new UnsupportedOperationException(method.toString());
                });
    AmqpThreads threads = new AmqpThreads(null, this::thread);
    link =
        new AmqpLink(
            new Connected(connection, new Socket()),
            AmqpOptions.defaults(),
            threads,
            FakeChannel.proxy(AmqpReplies.Receiver.class, (method, args) -> null));
    consumer =
        AmqpConsumer.open(
            link,
            new AmqpAnswers("test", threads),
            BusTests.plain("q"),
            10,
            delivery -> {
              long tag = ((AmqpDelivery) delivery).tag();
              deliveries.put(tag, delivery);
              return stages.computeIfAbsent(tag, t -> new CompletableFuture<>());
            },
            BusMetrics.NONE,
            new Serial(Runnable::run),
            () -> {});
    for (long tag = 1; tag <= 5; tag++) {
      consumer.handleDelivery(
          "", new Envelope(tag, false, "", "q"), new AMQP.BasicProperties(), new byte[0]);
    }
  }

  private Thread thread(Runnable task) {
    if (refusedThreads.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    Thread thread = new Thread(task, "consumer-test");
    thread.setDaemon(true);
    return thread;
  }

  private Object call(Method method, Object[] args) {
    String where = Thread.currentThread() == test ? "" : " elsewhere";
    switch (method.getName()) {
      case "basicAck" ->
          words.add("ack " + args[0] + ((boolean) args[1] ? " and before" : "") + where);
      case "basicReject" -> words.add("reject " + args[0]);
      case "asyncCompletableRpc" -> words.add("window" + where);
      default -> {
        return null;
      }
    }
    return null;
  }

  private void finish(long... tags) {
    for (long tag : tags) {
      stages.get(tag).complete(Optional.empty());
    }
  }

  private CountDownLatch busyWriter() {
    CountDownLatch busy = new CountDownLatch(1);
    link.writer().execute(() -> BusTests.block(busy));
    return busy;
  }

  /** Whether the thread at hand may write. */
  private boolean nothingIsWritten() {
    return ((Serial) link.writer()).runHere(() -> true);
  }

  @Test
  void acknowledgesOnTheThreadAtHand() {
    finish(2, 1);

    assertThat(words).containsExactly("ack 2", "ack 1");
  }

  @Test
  void acknowledgesInOneWordUpToTheFirstThatIsNotFinished() {
    CountDownLatch busy = busyWriter();
    finish(3, 1, 2, 5);
    assertThat(words).isEmpty();

    busy.countDown();

    await().until(() -> words.size() == 2);
    assertThat(words).containsExactly("ack 3 and before elsewhere", "ack 5 elsewhere");
    finish(4);
    await().until(() -> words.size() == 3);
  }

  @Test
  void acknowledgesNothingWithTheRestOnceSomethingWentBack() {
    CountDownLatch busy = busyWriter();
    finish(1, 3);
    consumer.giveBackUnfinished();
    finish(2);

    busy.countDown();

    await().until(() -> words.size() == 2);
    assertThat(words).containsExactly("ack 1 elsewhere", "ack 3 elsewhere");
  }

  /** The client waits for the answer to the change before: not on the thread that reads it. */
  @Test
  void tellsOfAnotherWindowOnAnotherThreadBeforeItAcknowledges() {
    refusedThreads.set(1);
    assertThatExceptionOfType(OutOfMemoryError.class)
        .isThrownBy(() -> deliveries.get(1L).park()); // known here only

    finish(2);

    await().until(() -> words.size() == 2);
    assertThat(words).containsExactly("window elsewhere", "ack 2 elsewhere");
  }

  @Test
  void aDeliveryThatIsParkedTwiceMakesOnePlace() {
    Delivery.Parking first = deliveries.get(1L).park();
    await().until(() -> words.equals(List.of("window elsewhere")));
    await().until(this::nothingIsWritten);

    Delivery.Parking second = deliveries.get(1L).park();
    first.close();
    finish(2);
    await().until(() -> words.contains("ack 2"));
    assertThat(words).containsExactly("window elsewhere", "ack 2");

    second.close();
    await().until(() -> words.size() == 3);
    assertThat(words).containsExactly("window elsewhere", "ack 2", "window elsewhere");
  }
}
