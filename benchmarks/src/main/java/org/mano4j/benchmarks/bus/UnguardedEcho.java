package org.mano4j.benchmarks.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * amqp-client by hand and in good faith: nothing is confirmed, nothing comes back that cannot be
 * routed, and a request counts as done when it is delivered. What is lost on the way is never heard
 * of again.
 */
final class UnguardedEcho implements Echo {

  private final Connection answering;
  private final Connection asking;
  private final String queue = "bench-" + UUID.randomUUID();
  private final Channel requests;
  private final ReentrantLock lock = new ReentrantLock();
  private final ReplyQueue replies;
  private final Channel answers;

  UnguardedEcho(ConnectionFactory factory, int prefetch) throws IOException, TimeoutException {
    answering = factory.newConnection("answering unguarded");
    asking = factory.newConnection("asking unguarded");
    answers = answering.createChannel();
    Channel consuming = answering.createChannel();
    consuming.queueDeclare(queue, false, false, true, Map.of());
    consuming.basicQos(prefetch);
    consuming.basicConsume(queue, true, (tag, delivery) -> answer(delivery), tag -> {});
    requests = asking.createChannel();
    replies = new ReplyQueue(asking);
  }

  @Override
  public CompletionStage<byte[]> ask(byte[] body) {
    ReplyQueue.Request request = replies.request();
    lock.lock();
    try {
      requests.basicPublish("", queue, request.properties(), body);
    } catch (IOException | RuntimeException e) {
      replies.fail(request, e);
    } finally {
      lock.unlock();
    }
    return request.answer();
  }

  private void answer(Delivery request) throws IOException {
    AMQP.BasicProperties asked = request.getProperties();
    answers.basicPublish(
        "",
        asked.getReplyTo(),
        ReplyQueue.properties(asked.getCorrelationId()).build(),
        request.getBody());
  }

  @Override
  public void close() throws IOException {
    asking.close();
    answering.close();
  }
}
