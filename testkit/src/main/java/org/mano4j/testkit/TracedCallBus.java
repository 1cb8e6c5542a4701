package org.mano4j.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.DrainReport;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.QueueStatus;
import org.mano4j.messaging.Subscription;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/** A bus for one call, which notes the request and its answer in the trace. */
final class TracedCallBus implements MessageBus {

  private final MessageBus bus;
  private final Trace trace;
  private final About about;

  TracedCallBus(MessageBus bus, Trace trace, About about) {
    this.bus = bus;
    this.trace = trace;
    this.about = about;
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    trace.sent(Kind.NOTICE, about, message.body().length, message.correlationId());
    return bus.publish(to, message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    long number = trace.sent(Kind.REQUEST, about, message.body().length, message.correlationId());
    return bus.request(to, message, timeout)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                trace.answered(about, answer.body().length, number);
              } else {
                trace.note(Direction.RECEIVED, about, number, Causes.text(failure));
              }
            });
  }

  @Override
  public Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler) {
    return bus.consume(queue, prefetch, handler);
  }

  @Override
  public void declareExchange(String name, boolean durable) {
    bus.declareExchange(name, durable);
  }

  @Override
  public Optional<QueueStatus> inspect(String queue) {
    return bus.inspect(queue);
  }

  @Override
  public boolean deleteIfUnused(String queue) {
    return bus.deleteIfUnused(queue);
  }

  @Override
  public BusState state() {
    return bus.state();
  }

  @Override
  public void onStateChange(Consumer<BusState> listener) {
    bus.onStateChange(listener);
  }

  @Override
  public DrainReport drain(Duration timeout) {
    return bus.drain(timeout);
  }

  /** Ends nothing: the bus belongs to the orchestrator. */
  @Override
  public void close() {}
}
