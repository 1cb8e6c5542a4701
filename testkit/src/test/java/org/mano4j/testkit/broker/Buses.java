package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.awaitility.core.ConditionFactory;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.Pauses;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.nfvo.NfvoAddresses;
import org.mano4j.testkit.Waiting;

/** What the tests of a bus on a failing broker share. */
final class Buses {

  static final Duration LONG = Duration.ofSeconds(30);

  private Buses() {}

  /** Comes back soon. */
  static AmqpOptions hasty(AmqpOptions options) {
    return options.withPauses(new Pauses(Duration.ofMillis(50), Duration.ofMillis(500)));
  }

  /** Over a network that fails on demand. */
  static AmqpOptions over(TcpProxy proxy, AmqpOptions options) {
    return hasty(options).withHost("127.0.0.1").withPort(proxy.port());
  }

  static ConditionFactory await() {
    return Waiting.await().pollInterval(Duration.ofMillis(10));
  }

  static CompletionStage<Optional<Message>> done() {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  static CompletionStage<Optional<Message>> done(String answer) {
    return CompletableFuture.completedFuture(Optional.of(Message.text(answer)));
  }

  static String text(Message message) {
    return new String(message.body(), StandardCharsets.UTF_8);
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
  }

  static ThrowableAssertAlternative<?> assertFails(
      CompletionStage<?> stage, Class<? extends BusException> type) {
    return assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(() -> join(stage.thenApply(value -> value)))
        .havingCause()
        .isInstanceOf(type);
  }

  /** A queue that outlives its consumers and its broker. */
  static QueueSpec durable(String queue) {
    return new QueueSpec(queue, true, false, false, Map.of(), List.of(NfvoAddresses.of(queue)));
  }

  static QueueSpec plain(String queue) {
    return new QueueSpec(queue, false, true, false, Map.of(), List.of(NfvoAddresses.of(queue)));
  }
}
