package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConfirmCallback;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ReturnCallback;
import com.rabbitmq.client.ShutdownListener;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A channel that a test confirms, returns and ends by hand. */
final class FakeChannel {

  final Channel channel = proxy(Channel.class, this::call);
  final List<String> published = new CopyOnWriteArrayList<>();
  volatile boolean aborted;
  private ReturnCallback returns;
  private ConfirmCallback acks;
  private ConfirmCallback nacks;
  private ShutdownListener shutdown;
  private ShutdownSignalException ended;

  /** A connection to a broker called RabbitMQ; the channels that are opened are added to these. */
  static Connection connection(List<FakeChannel> opened) {
    return proxy(
        Connection.class,
        (method, args) ->
            switch (method.getName()) {
              case "createChannel" -> {
                FakeChannel next = new FakeChannel();
                opened.add(next);
                yield next.channel;
              }
              case "isOpen" -> true;
              case "getServerProperties" -> Map.of("product", "RabbitMQ");
              default -> throw new UnsupportedOperationException(method.toString());
            });
  }

  /** What is behind an interface. */
  interface Call {
    Object answer(Method method, Object[] args) throws Throwable;
  }

  static <T> T proxy(Class<T> type, Call call) {
    Object made =
        Proxy.newProxyInstance(
            FakeChannel.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, args) -> call.answer(method, args));
    return type.cast(made);
  }

  private Object call(Method method, Object[] args) {
    switch (method.getName()) {
      case "addReturnListener" -> returns = (ReturnCallback) args[0];
      case "addConfirmListener" -> {
        acks = (ConfirmCallback) args[0];
        nacks = (ConfirmCallback) args[1];
      }
      case "addShutdownListener" -> shutdown = (ShutdownListener) args[0];
      case "abort" -> aborted = true;
      case "getNextPublishSeqNo" -> {
        return published.size() + 1L;
      }
      case "basicPublish" -> {
        if (ended != null) {
          throw new AlreadyClosedException(ended);
        }
        published.add(new String((byte[]) args[args.length - 1]));
      }
      default -> {
        if (!method.getName().equals("confirmSelect")) {
          throw new UnsupportedOperationException(method.toString());
        }
      }
    }
    return null;
  }

  void ack(long number, boolean multiple) throws IOException {
    acks.handle(number, multiple);
  }

  void nack(long number, boolean multiple) throws IOException {
    nacks.handle(number, multiple);
  }

  void giveBack(Outgoing message) {
    returns.handle(
        new Return(
            AMQP.NO_ROUTE,
            "NO_ROUTE",
            message.to.exchange(),
            message.to.key(),
            AmqpProperties.of(message),
            message.message.body()));
  }

  /** The broker ends it; whoever listens hears of that later. */
  ShutdownSignalException end(int code) {
    ended =
        new ShutdownSignalException(
            false,
            false,
            new AMQP.Channel.Close.Builder().replyCode(code).replyText("as wanted").build(),
            channel);
    return ended;
  }

  void tellEnd() {
    shutdown.shutdownCompleted(ended);
  }
}
