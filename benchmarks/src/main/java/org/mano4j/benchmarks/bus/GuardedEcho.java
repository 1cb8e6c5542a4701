package org.mano4j.benchmarks.bus;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;

/**
 * amqp-client by hand with the guarantees of mano4j: request and answer are confirmed and
 * mandatory, and a request is acknowledged when its answer is confirmed. It has no time limit for
 * requests and confirms, and does not come back when its connection is lost; both would cost it
 * something.
 */
final class GuardedEcho implements Echo {

  private final Connection answering;
  private final Connection asking;
  private final String queue = "bench-" + UUID.randomUUID();
  private final ConfirmedChannel requests;
  private final ReplyQueue replies;
  private final Channel consuming;
  private final ConfirmedChannel answers;

  GuardedEcho(ConnectionFactory factory, int prefetch) throws IOException, TimeoutException {
    answering = factory.newConnection("answering by hand");
    asking = factory.newConnection("asking by hand");
    answers = new ConfirmedChannel(answering);
    consuming = answering.createChannel();
    consuming.queueDeclare(queue, false, false, true, Map.of());
    consuming.basicQos(prefetch);
    consuming.basicConsume(queue, false, (tag, delivery) -> answer(delivery), tag -> {});
    requests = new ConfirmedChannel(asking);
    replies = new ReplyQueue(asking);
  }

  @Override
  public CompletionStage<byte[]> ask(byte[] body) {
    ReplyQueue.Request request = replies.request();
    requests
        .publish(queue, request.properties(), body)
        .whenComplete(
            (confirmed, failure) -> {
              if (failure != null) {
                replies.fail(request, failure);
              }
            });
    return request.answer();
  }

  private void answer(Delivery request) {
    AMQP.BasicProperties asked = request.getProperties();
    answers
        .publish(
            asked.getReplyTo(),
            ReplyQueue.properties(asked.getCorrelationId()).build(),
            request.getBody())
        .thenRun(() -> acknowledge(request.getEnvelope().getDeliveryTag())); // else it comes again
  }

  /** Always on the thread that reads confirmations: the channel has one user. */
  private void acknowledge(long tag) {
    try {
      consuming.basicAck(tag, false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    asking.close();
    answering.close();
  }
}
