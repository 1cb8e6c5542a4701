package org.mano4j.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.Subscription;

/** How every bus asks and answers. */
abstract class RequestCases extends MessageBusCases {

  @Test
  void answersARequestWithItsCorrelationId() {
    List<Delivery> got = new CopyOnWriteArrayList<>();
    bus.consume(
        plain(name),
        10,
        delivery -> {
          got.add(delivery);
          return done(Message.text("re: " + text(delivery.message())));
        });

    Message answer =
        join(other.request(Address.queue(name), Message.text("a").withCorrelationId("mine"), LONG));

    assertThat(text(answer)).isEqualTo("re: a");
    assertThat(answer.correlationId()).isEqualTo(got.get(0).message().correlationId());
    assertThat(got.get(0).message().correlationId()).isNotNull().isNotEqualTo("mine");
    assertThat(got.get(0).message().replyTo()).isNotEmpty();
  }

  @Test
  void matchesAnswersThatComeInAnyOrder() {
    List<Delivery> asked = new CopyOnWriteArrayList<>();
    Map<Delivery, CompletableFuture<Optional<Message>>> answers = new ConcurrentHashMap<>();
    bus.consume(
        plain(name),
        100,
        delivery -> {
          CompletableFuture<Optional<Message>> later = new CompletableFuture<>();
          answers.put(delivery, later);
          asked.add(delivery);
          return later;
        });
    List<CompletableFuture<Message>> requests =
        IntStream.range(0, 50)
            .mapToObj(i -> other.request(Address.queue(name), Message.text("" + i), LONG))
            .map(CompletionStage::toCompletableFuture)
            .toList();
    await().until(() -> asked.size() == 50);

    List<Delivery> reversed = new ArrayList<>(asked);
    Collections.reverse(reversed);
    reversed.forEach(
        d -> answers.get(d).complete(Optional.of(Message.text("re: " + text(d.message())))));

    for (int i = 0; i < 50; i++) {
      assertThat(text(join(requests.get(i)))).isEqualTo("re: " + i);
    }
  }

  @Test
  void usesOneReplyQueueForAllRequestsOfABus() {
    Set<String> replyQueues = ConcurrentHashMap.newKeySet();
    bus.consume(
        plain(name),
        10,
        delivery -> {
          replyQueues.add(String.valueOf(delivery.message().replyTo()));
          return done(Message.text("x"));
        });

    IntStream.range(0, 5)
        .forEach(i -> join(other.request(Address.queue(name), Message.text("x"), LONG)));

    assertThat(replyQueues).hasSize(1);
  }

  @Test
  void takesAnAnswerThatAPeerPublishesItself() {
    bus.consume(
        plain(name),
        10,
        delivery -> {
          Message request = delivery.message();
          Message answer = Message.text("direct").withCorrelationId(request.correlationId());
          return bus.publish(Address.queue(String.valueOf(request.replyTo())), answer)
              .thenApply(published -> Optional.empty());
        });

    Message answer = join(other.request(Address.queue(name), Message.text("x"), LONG));

    assertThat(text(answer)).isEqualTo("direct");
  }

  @Test
  void takesAnAnswerThatAPeerPublishesOverTheExchangeOfTheRequest() {
    bus.consume(
        bound(name, List.of(name)),
        10,
        delivery -> {
          Message request = delivery.message();
          Message answer = Message.text("over it").withCorrelationId(request.correlationId());
          return bus.publish(new Address(EXCHANGE, String.valueOf(request.replyTo())), answer)
              .thenApply(published -> Optional.empty());
        });

    Message answer = join(other.request(new Address(EXCHANGE, name), Message.text("x"), LONG));

    assertThat(text(answer)).isEqualTo("over it");
  }

  @Test
  void failsARequestThatNoQueueTakes() {
    assertFails(
        bus.request(new Address(EXCHANGE, name), Message.text("x"), LONG),
        BusException.Unroutable.class,
        name);
  }

  @Test
  void failsARequestThatIsNotAnsweredInTime() {
    collect(bus, plain(name), 10);

    assertFails(
        other.request(Address.queue(name), Message.text("x"), SHORT),
        BusException.NoReply.class,
        name,
        "0.1 s");
  }

  @Test
  void endsEachRequestAtItsOwnTimeout() {
    collect(bus, plain(name), 10);

    CompletableFuture<Message> patient =
        other.request(Address.queue(name), Message.text("x"), LONG).toCompletableFuture();
    CompletableFuture<Message> hasty =
        other.request(Address.queue(name), Message.text("x"), SHORT).toCompletableFuture();
    CompletableFuture<Message> slower =
        other
            .request(Address.queue(name), Message.text("x"), SHORT.multipliedBy(3))
            .toCompletableFuture();

    await().until(() -> hasty.isCompletedExceptionally() && slower.isCompletedExceptionally());
    assertThat(patient).isNotDone();
  }

  @Test
  void dropsAnAnswerThatComesTooLate() {
    CompletableFuture<Optional<Message>> late = new CompletableFuture<>();
    AtomicInteger calls = new AtomicInteger();
    bus.consume(
        plain(name),
        10,
        delivery -> calls.getAndIncrement() == 0 ? late : done(Message.text("second")));
    assertFails(
        other.request(Address.queue(name), Message.text("x"), SHORT), BusException.NoReply.class);
    await().until(() -> calls.get() == 1);

    late.complete(Optional.of(Message.text("first")));

    assertThat(text(join(other.request(Address.queue(name), Message.text("y"), LONG))))
        .isEqualTo("second");
  }

  @Test
  void failsPendingRequestsAtOnceWhenTheBusCloses() {
    collect(bus, plain(name), 10);
    CompletionStage<Message> pending =
        other.request(Address.queue(name), Message.text("x"), LONG.multipliedBy(100));

    other.close();

    assertFails(pending, BusException.Closed.class);
  }

  @Test
  void acknowledgesAnAnsweredRequestWhoseSenderIsGone() {
    CompletableFuture<Void> arrived = new CompletableFuture<>();
    CompletableFuture<Optional<Message>> later = new CompletableFuture<>();
    Subscription subscription =
        bus.consume(
            durable(name),
            10,
            delivery -> {
              arrived.complete(null);
              return later;
            });
    MessageBus requester = openBus();
    requester.request(Address.queue(name), Message.text("x"), LONG);
    join(arrived);
    requester.close();

    later.complete(Optional.of(Message.text("too late")));

    assertThat(subscription.drain(LONG).requeued()).isZero();
    assertEmpty(name);
  }

  @Test
  void refusesATimeoutThatIsNone() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> bus.request(Address.queue(name), Message.text("x"), Duration.ZERO));
  }
}
