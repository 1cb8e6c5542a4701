package org.mano4j.benchmarks.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** One queue for all answers, as one writes it with amqp-client: they find their requests by id. */
final class ReplyQueue {

  private final String prefix = UUID.randomUUID() + "-";
  private final AtomicLong count = new AtomicLong();
  private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
  private final String queue;

  ReplyQueue(Connection connection) throws IOException {
    Channel channel = connection.createChannel();
    queue = channel.queueDeclare("", false, true, true, Map.of()).getQueue();
    channel.basicConsume(
        queue,
        true,
        (tag, delivery) -> {
          CompletableFuture<byte[]> answer =
              waiting.remove(delivery.getProperties().getCorrelationId());
          if (answer != null) {
            answer.complete(delivery.getBody());
          }
        },
        tag -> fail(new IOException("the queue for answers is gone")));
    channel.addShutdownListener(this::fail);
  }

  private void fail(Exception cause) {
    waiting.values().forEach(answer -> answer.completeExceptionally(cause));
  }

  /** A request that waits for its answer. */
  record Request(String id, AMQP.BasicProperties properties, CompletableFuture<byte[]> answer) {}

  Request request() {
    String id = prefix + count.incrementAndGet();
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    return new Request(id, properties(id).replyTo(queue).build(), answer);
  }

  /** It was not sent. */
  void fail(Request request, Throwable cause) {
    waiting.remove(request.id);
    request.answer.completeExceptionally(cause);
  }

  /** What mano4j sends, too. */
  static AMQP.BasicProperties.Builder properties(String correlationId) {
    return new AMQP.BasicProperties.Builder()
        .contentType("text/plain")
        .contentEncoding("UTF-8")
        .correlationId(correlationId);
  }
}
