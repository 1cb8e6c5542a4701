package org.mano4j.vnfm;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;

/** Hands deliveries of a bus to the runtime and its answers back, as bytes. */
final class BusRequests implements DeliveryHandler {

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
                    : Optional.of(Message.text(Answers.write(request, answer))));
  }

  @Override
  public Optional<Message> tooLarge(long size) {
    return handler.tooLarge(size).map(answer -> Message.text(MessageJson.write(answer)));
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

    /**
     * Nobody waits at one address for two answers with the same correlation. A request of an NFVO
     * before 5.0 has neither; its record, with its version and history, tells it apart.
     */
    @Override
    public boolean isAgain(ChannelRequest that) {
      return delivery.redelivered()
          && that instanceof BusRequest other
          && Objects.equals(delivery.message().replyTo(), other.delivery.message().replyTo())
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
