package org.mano4j.testkit;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.ForwardingBus;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.testkit.Trace.About;
import org.mano4j.testkit.TraceEntry.Direction;
import org.mano4j.testkit.TraceEntry.Kind;

/** A bus for one call, which notes the request and its answer in the trace. */
final class TracedCallBus extends ForwardingBus {

  private final Trace trace;
  private final About about;

  TracedCallBus(MessageBus bus, Trace trace, About about) {
    super(bus);
    this.trace = trace;
    this.about = about;
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    trace.sent(Kind.NOTICE, about, message.body().length, message.correlationId());
    return super.publish(to, message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    long number = trace.sent(Kind.REQUEST, about, message.body().length, message.correlationId());
    return super.request(to, message, timeout)
        .whenComplete(
            (answer, failure) -> {
              if (failure == null) {
                trace.answered(about, answer.body().length, number);
              } else {
                trace.note(Direction.RECEIVED, about, number, Causes.text(failure));
              }
            });
  }

  /** Ends nothing: the bus belongs to the orchestrator. */
  @Override
  public void close() {}
}
