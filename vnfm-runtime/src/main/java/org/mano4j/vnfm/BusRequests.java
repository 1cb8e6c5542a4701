package org.mano4j.vnfm;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;

/** Hands deliveries of a bus to the runtime and its answers back, as bytes. */
final class BusRequests implements DeliveryHandler {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.UTF_8);

  private final Channel.RequestHandler handler;

  BusRequests(Channel.RequestHandler handler) {
    this.handler = handler;
  }

  @Override
  public CompletionStage<Optional<Message>> handle(Delivery delivery) {
    byte[] request = delivery.message().body();
    return handler
        .handle(new BusRequest(delivery))
        .thenApply(
            answer ->
                delivery.message().replyTo() == null
                    ? Optional.empty()
                    : Optional.of(Message.text(answer.map(a -> write(request, a)).orElse(NULL))));
  }

  @Override
  public Optional<Message> tooLarge(long size) {
    return handler.tooLarge(size).map(answer -> Message.text(MessageJson.write(answer)));
  }

  /** What cannot be sent becomes an ERROR that can: an NFVO waits for its answer for ever. */
  static byte[] write(byte[] request, VnfmOrMessage answer) {
    try {
      return withinLimit(MessageJson.write(answer));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      for (VnfmOrMessage error : Failures.unsendable(request, answer, e)) {
        Optional<byte[]> written = tryToWrite(error);
        if (written.isPresent()) {
          return written.get();
        }
      }
      return NULL;
    }
  }

  private static Optional<byte[]> tryToWrite(VnfmOrMessage error) {
    try {
      return Optional.of(withinLimit(MessageJson.write(error)));
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // the reason is in the log already, and there is a smaller one
      return Optional.empty();
    }
  }

  private static byte[] withinLimit(byte[] answer) {
    if (answer.length > MessageBus.MAX_MESSAGE_SIZE) {
      throw new VnfmException(
          "it has "
              + answer.length
              + " bytes, over the limit of "
              + MessageBus.MAX_MESSAGE_SIZE
              + " for one message; put less into the record");
    }
    return answer;
  }

  record BusRequest(Delivery delivery) implements ChannelRequest {
    @Override
    public byte[] body() {
      return delivery.message().body();
    }

    @Override
    public Optional<String> correlationId() {
      return Optional.ofNullable(delivery.message().correlationId());
    }

    @Override
    public boolean redelivered() {
      return delivery.redelivered();
    }

    /** Nobody waits at one address for two answers with the same correlation. */
    @Override
    public boolean isAgain(ChannelRequest that) {
      return delivery.redelivered()
          && that instanceof BusRequest other
          && delivery.message().replyTo() != null
          && delivery.message().replyTo().equals(other.delivery.message().replyTo())
          && correlationId().equals(other.correlationId())
          && Arrays.equals(body(), other.body());
    }

    @Override
    public boolean expectsAnswer() {
      return delivery.message().replyTo() != null;
    }

    @Override
    public Delivery.Parking park() {
      return delivery.park();
    }
  }
}
