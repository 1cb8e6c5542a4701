package org.mano4j.vnfm;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.ForwardingBus;
import org.mano4j.messaging.MessageBus;

/**
 * The bus of a channel, which stays the same while the one behind it is replaced. The listeners of
 * its user are told the states of all of them: CLOSED may be followed by OPEN.
 */
final class LastingBus extends ForwardingBus {

  private final Runnable closed;
  private volatile MessageBus current;
  private final List<Consumer<BusState>> listeners = new CopyOnWriteArrayList<>();

  /**
   * @param closed called whenever the bus behind is closed, by whomever; must not block
   */
  LastingBus(MessageBus first, Runnable closed) {
    super(first);
    this.current = first;
    this.closed = closed;
    watch(first);
  }

  private void watch(MessageBus bus) {
    bus.onStateChange(
        state -> {
          try {
            tell(state);
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
    tell(next.state());
  }

  private void tell(BusState state) {
    listeners.forEach(listener -> listener.accept(state));
  }

  @Override
  protected MessageBus bus() {
    return current;
  }

  @Override
  public void onStateChange(Consumer<BusState> listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
  }
}
