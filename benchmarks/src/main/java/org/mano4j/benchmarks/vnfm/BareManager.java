package org.mano4j.benchmarks.vnfm;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/**
 * What a manager could at most do over this broker: says what has to be said, and nothing else. It
 * reads and writes no JSON, confirms and acknowledges nothing, and sends bodies back as they came.
 * Arguments as those of {@link NoOpVnfm}.
 */
public final class BareManager {

  private static final byte[] INSTANTIATE = "\"INSTANTIATE\"\n}".getBytes(StandardCharsets.UTF_8);
  private static final String ANSWERS = "amq.rabbitmq.reply-to";

  private BareManager() {}

  /** Runs until its standard input ends. */
  public static void main(String[] args) throws IOException, TimeoutException {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost(args[1]);
    factory.setPort(Integer.parseInt(args[2]));
    factory.setVirtualHost(args[3]);
    factory.setUsername(args[4]);
    factory.setPassword(args[5]);
    Connection connection = factory.newConnection();
    Channel channel = connection.createChannel();
    Exchanges exchanges = new Exchanges(channel);
    channel.basicConsume(ANSWERS, true, exchanges);
    channel.queueDeclare(args[0], true, false, true, null);
    channel.queueBind(args[0], NfvoSide.EXCHANGE, args[0]);
    channel.basicConsume(args[0], true, new Requests(channel, exchanges));
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(0);
    }
  }

  /** Its one channel delivers to one consumer at a time, so that nothing here needs a lock. */
  private static final class Requests extends DefaultConsumer {

    private final Exchanges exchanges;

    Requests(Channel channel, Exchanges exchanges) {
      super(channel);
      this.exchanges = exchanges;
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
      if (endsWith(body, INSTANTIATE)) {
        exchanges.begin(properties, body);
      } else {
        answer(getChannel(), properties, body);
      }
    }
  }

  /** INSTANTIATE: two questions to the NFVO before the answer. */
  private static final class Exchanges extends DefaultConsumer {

    private record Open(BasicProperties request, boolean granted) {}

    private final Map<String, Open> open = new HashMap<>();
    private long number;

    Exchanges(Channel channel) {
      super(channel);
    }

    void begin(BasicProperties request, byte[] body) throws IOException {
      ask(new Open(request, false), body);
    }

    private void ask(Open exchange, byte[] body) throws IOException {
      String id = Long.toString(number++);
      open.put(id, exchange);
      BasicProperties properties =
          new BasicProperties.Builder().correlationId(id).replyTo(ANSWERS).build();
      getChannel().basicPublish(NfvoSide.EXCHANGE, NfvoSide.REQUESTS_OF_MANAGERS, properties, body);
    }

    @Override
    public void handleDelivery(
        String tag, Envelope envelope, BasicProperties properties, byte[] body) throws IOException {
      Open exchange = open.remove(properties.getCorrelationId());
      if (exchange == null) {
        throw new IllegalStateException("an answer of the NFVO to nothing");
      }
      if (exchange.granted()) {
        answer(getChannel(), exchange.request(), body);
      } else {
        ask(new Open(exchange.request(), true), body);
      }
    }
  }

  private static void answer(Channel channel, BasicProperties request, byte[] body)
      throws IOException {
    channel.basicPublish(
        "",
        request.getReplyTo(),
        new BasicProperties.Builder().correlationId(request.getCorrelationId()).build(),
        body);
  }

  private static boolean endsWith(byte[] body, byte[] end) {
    int from = body.length - end.length;
    return from >= 0 && Arrays.equals(body, from, body.length, end, 0, end.length);
  }
}
