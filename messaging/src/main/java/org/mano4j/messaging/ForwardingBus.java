package org.mano4j.messaging;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * A bus that hands everything on to another one: the beginning of those that watch or change what
 * passes, which override what they need. As thread-safe as the other one.
 */
public abstract class ForwardingBus implements MessageBus {

  private final MessageBus bus;

  /** In front of a bus. */
  protected ForwardingBus(MessageBus bus) {
    this.bus = Objects.requireNonNull(bus, "bus");
  }

  /** The bus behind this one at this moment. */
  protected MessageBus bus() {
    return bus;
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    return bus().publish(to, message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    return bus().request(to, message, timeout);
  }

  /**
   * {@inheritDoc} Whoever puts a handler of their own in front of the given one also hands on
   * {@link DeliveryHandler#tooLarge}.
   */
  @Override
  public Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler) {
    return bus().consume(queue, prefetch, handler);
  }

  @Override
  public void declareExchange(String name, boolean durable) {
    bus().declareExchange(name, durable);
  }

  @Override
  public Optional<QueueStatus> inspect(String queue) {
    return bus().inspect(queue);
  }

  @Override
  public boolean deleteIfUnused(String queue) {
    return bus().deleteIfUnused(queue);
  }

  @Override
  public BusState state() {
    return bus().state();
  }

  @Override
  public void onStateChange(Consumer<BusState> listener) {
    bus().onStateChange(listener);
  }

  @Override
  public DrainReport drain(Duration timeout) {
    return bus().drain(timeout);
  }

  @Override
  public void close() {
    bus().close();
  }
}
