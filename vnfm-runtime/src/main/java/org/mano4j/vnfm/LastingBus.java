package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Objects;
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

/**
 * The bus of a channel, which stays the same while the one behind it is replaced. The listener of
 * its user is told the states of all of them: CLOSED may be followed by OPEN.
 */
final class LastingBus implements MessageBus {

  private final Runnable closed;
  private volatile MessageBus current;
  private volatile Consumer<BusState> listener = state -> {};

  /**
   * @param closed called whenever the bus behind is closed, by whomever; must not block
   */
  LastingBus(MessageBus first, Runnable closed) {
    this.current = first;
    this.closed = closed;
    watch(first);
  }

  private void watch(MessageBus bus) {
    bus.onStateChange(
        state -> {
          try {
            listener.accept(state);
          } finally {
            if (state == BusState.CLOSED) {
              closed.run();
            }
          }
        });
  }

  /** Works over another bus from now on. */
  void replace(MessageBus next) {
    current = next;
    watch(next);
    listener.accept(next.state());
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    return current.publish(to, message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    return current.request(to, message, timeout);
  }

  @Override
  public Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler) {
    return current.consume(queue, prefetch, handler);
  }

  @Override
  public void declareExchange(String name, boolean durable) {
    current.declareExchange(name, durable);
  }

  @Override
  public Optional<QueueStatus> inspect(String queue) {
    return current.inspect(queue);
  }

  @Override
  public boolean deleteIfUnused(String queue) {
    return current.deleteIfUnused(queue);
  }

  @Override
  public BusState state() {
    return current.state();
  }

  @Override
  public void onStateChange(Consumer<BusState> listener) {
    this.listener = Objects.requireNonNull(listener, "listener");
  }

  @Override
  public DrainReport drain(Duration timeout) {
    return current.drain(timeout);
  }

  @Override
  public void close() {
    current.close();
  }
}
