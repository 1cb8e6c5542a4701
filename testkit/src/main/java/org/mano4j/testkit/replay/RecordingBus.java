package org.mano4j.testkit.replay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.ForwardingBus;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.Subscription;
import org.mano4j.testkit.replay.Recorder.Way;

/** Hands everything on, and notes each message. */
final class RecordingBus extends ForwardingBus {

  private final Recorder recorder;
  private final Way out;
  private final Way in;

  RecordingBus(MessageBus bus, Recorder recorder, String manager, String user) {
    super(bus);
    this.recorder = recorder;
    this.out = new Way(manager, Recording.NFVO, user);
    this.in = new Way(Recording.NFVO, manager, "");
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    recorder.add(out, to, message, message.replyTo() != null, null);
    return super.publish(to, message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    int number = recorder.add(out, to, message, true, null);
    return super.request(to, message, timeout)
        .thenApply(
            answer -> {
              recorder.add(in, Address.queue(""), answer, false, number);
              return answer;
            });
  }

  @Override
  public Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler) {
    return super.consume(
        queue,
        prefetch,
        new DeliveryHandler() {
          @Override
          public CompletionStage<Optional<Message>> handle(Delivery delivery) {
            return RecordingBus.this.handle(delivery, handler);
          }

          @Override
          public Optional<Message> tooLarge(long size) {
            return handler.tooLarge(size);
          }
        });
  }

  private CompletionStage<Optional<Message>> handle(Delivery delivery, DeliveryHandler handler) {
    Message request = delivery.message();
    int number = recorder.add(in, delivery.address(), request, request.replyTo() != null, null);
    return handler
        .handle(delivery)
        .thenApply(
            answer -> {
              answer.ifPresent(
                  message ->
                      // the bus copies the correlation id
                      recorder.add(
                          out,
                          Address.queue(""),
                          message.withCorrelationId(request.correlationId()),
                          false,
                          number));
              return answer;
            });
  }
}
