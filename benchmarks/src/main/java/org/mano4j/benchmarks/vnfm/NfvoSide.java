package org.mano4j.benchmarks.vnfm;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;

/**
 * The NFVO, to its managers: sends requests as it does (persistent, direct reply-to), and grants
 * and allocates whatever it is asked for. It does as little else as it can, since it takes its part
 * of the processors from both managers alike.
 */
final class NfvoSide implements AutoCloseable {

  static final String EXCHANGE = "openbaton-exchange";
  static final String REQUESTS_OF_MANAGERS = "vnfm.nfvo.actions.reply";
  private static final String DIRECT_REPLY_TO = "amq.rabbitmq.reply-to";
  private static final byte[] GRANT = "GRANT_OPERATION".getBytes(StandardCharsets.UTF_8);
  private static final byte[] ERROR = "\"ERROR\"".getBytes(StandardCharsets.UTF_8);

  private final Lifecycle lifecycle;
  private final Connection connection;
  private final Channel requests;
  private final Map<String, CompletableFuture<byte[]>> open = new ConcurrentHashMap<>();
  private final AtomicLong number = new AtomicLong();
  private final ReentrantLock publishing = new ReentrantLock();

  NfvoSide(Lifecycle lifecycle, AmqpOptions broker, BusCredentials user)
      throws IOException, TimeoutException {
    this.lifecycle = lifecycle;
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(broker.host());
    factory.setPort(broker.effectivePort());
    factory.setVirtualHost(broker.virtualHost());
    factory.setUsername(user.username());
    factory.setPassword(user.password());
    connection = factory.newConnection();
    requests = connection.createChannel();
    requests.basicConsume(DIRECT_REPLY_TO, true, new Answers(requests));
    Channel asked = connection.createChannel();
    asked.queueDeclare(REQUESTS_OF_MANAGERS, true, false, true, null);
    asked.queueBind(REQUESTS_OF_MANAGERS, EXCHANGE, REQUESTS_OF_MANAGERS);
    asked.basicConsume(REQUESTS_OF_MANAGERS, true, new Granting(asked));
  }

  Lifecycle lifecycle() {
    return lifecycle;
  }

  /** Sends a request to a manager's queue; the answer comes when it is there. */
  CompletionStage<byte[]> request(String queue, byte[] body) {
    String id = Long.toString(number.incrementAndGet());
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    open.put(id, answer);
    BasicProperties properties =
        new BasicProperties.Builder()
            .contentType("text/plain")
            .contentEncoding("UTF-8")
            .deliveryMode(2)
            .priority(0)
            .correlationId(id)
            .replyTo(DIRECT_REPLY_TO)
            .build();
    try {
      publishing.lock();
      try {
        requests.basicPublish(EXCHANGE, queue, properties, body);
      } finally {
        publishing.unlock();
      }
    } catch (IOException e) {
      answer.completeExceptionally(e);
    }
    return answer;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private final class Answers extends DefaultConsumer {

    Answers(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) {
      CompletableFuture<byte[]> answer = open.remove(properties.getCorrelationId());
      if (answer == null) {
        return;
      }
      if (Lifecycle.indexOf(body, ERROR) >= 0) {
        answer.completeExceptionally(
            new IllegalStateException("the manager answers " + Lifecycle.beginning(body)));
      } else {
        answer.complete(body);
      }
    }
  }

  private final class Granting extends DefaultConsumer {

    Granting(Channel channel) {
      super(channel);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
      Lifecycle.Kind kind =
          Lifecycle.indexOf(body, GRANT) >= 0
              ? Lifecycle.Kind.GRANT_OPERATION
              : Lifecycle.Kind.ALLOCATE_RESOURCES;
      getChannel()
          .basicPublish(
              "",
              properties.getReplyTo(),
              new BasicProperties.Builder()
                  .contentType("text/plain")
                  .contentEncoding("UTF-8")
                  .deliveryMode(2)
                  .correlationId(properties.getCorrelationId())
                  .build(),
              lifecycle.message(kind, Lifecycle.vnfr(body)));
    }
  }
}
