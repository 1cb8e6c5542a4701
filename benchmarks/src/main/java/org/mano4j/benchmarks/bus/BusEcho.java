package org.mano4j.benchmarks.bus;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/** mano4j: a bus that asks, and one that answers. */
final class BusEcho implements Echo {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final MessageBus answering;
  private final MessageBus asking;
  private final Address queue = Address.queue("bench-" + UUID.randomUUID());

  BusEcho(BusConnector connector, BusCredentials user, int prefetch) {
    answering = connector.open(user, "answering");
    asking = connector.open(user, "asking");
    answering.consume(
        new QueueSpec(queue.key(), false, true, false, Map.of(), List.of()),
        prefetch,
        delivery ->
            CompletableFuture.completedFuture(
                Optional.of(Message.text(delivery.message().body()))));
  }

  @Override
  public CompletionStage<Message> ask(byte[] body) {
    return asking.request(queue, Message.text(body), LONG);
  }

  @Override
  public void close() {
    asking.close();
    answering.close();
  }
}
