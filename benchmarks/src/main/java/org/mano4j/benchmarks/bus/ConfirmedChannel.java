package org.mano4j.benchmarks.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Publishing to queues as one writes it with amqp-client: a channel, asynchronous confirms by their
 * numbers, and returns of what cannot be routed.
 */
final class ConfirmedChannel {

  private final Channel channel;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentNavigableMap<Long, Sent> unconfirmed = new ConcurrentSkipListMap<>();
  private final Set<String> returned = ConcurrentHashMap.newKeySet();

  private record Sent(String id, CompletableFuture<Void> confirmed) {}

  ConfirmedChannel(Connection connection) throws IOException {
    channel = connection.createChannel();
    channel.addConfirmListener(
        (number, multiple) -> ended(number, multiple, true),
        (number, multiple) -> ended(number, multiple, false));
    channel.addReturnListener(
        message ->
            returned.add(id(message.getRoutingKey(), message.getProperties().getCorrelationId())));
    channel.addShutdownListener(
        cause -> unconfirmed.values().forEach(sent -> sent.confirmed.completeExceptionally(cause)));
    channel.confirmSelect();
  }

  private static String id(String queue, String correlationId) {
    return queue + ' ' + correlationId;
  }

  /** Completes when the broker has confirmed it; fails if it refuses it, or no queue takes it. */
  CompletableFuture<Void> publish(String queue, AMQP.BasicProperties properties, byte[] body) {
    CompletableFuture<Void> confirmed = new CompletableFuture<>();
    Sent sent = new Sent(id(queue, properties.getCorrelationId()), confirmed);
    lock.lock();
    try {
      unconfirmed.put(channel.getNextPublishSeqNo(), sent);
      channel.basicPublish("", queue, true, properties, body);
    } catch (IOException | RuntimeException e) {
      confirmed.completeExceptionally(e);
    } finally {
      lock.unlock();
    }
    return confirmed;
  }

  private void ended(long number, boolean multiple, boolean accepted) {
    if (!multiple) {
      Sent sent = unconfirmed.remove(number);
      if (sent != null) {
        end(sent, accepted);
      }
      return;
    }
    Map<Long, Sent> all = unconfirmed.headMap(number, true);
    all.values().forEach(sent -> end(sent, accepted));
    all.clear();
  }

  private void end(Sent sent, boolean accepted) {
    if (returned.remove(sent.id)) {
      sent.confirmed.completeExceptionally(new IOException("no queue takes " + sent.id));
    } else if (!accepted) {
      sent.confirmed.completeExceptionally(new IOException("the broker refuses " + sent.id));
    } else {
      sent.confirmed.complete(null);
    }
  }
}
