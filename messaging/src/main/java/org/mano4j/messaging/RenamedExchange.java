package org.mano4j.messaging;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * A bus on which an exchange has another name on the broker than its users call it by: for an NFVO
 * that was told to use an exchange of its own.
 */
final class RenamedExchange extends ForwardingBus {

  private final String called;
  private final String onBroker;

  private RenamedExchange(MessageBus bus, String called, String onBroker) {
    super(bus);
    this.called = called;
    this.onBroker = onBroker;
  }

  /** The same connector, if the names are the same. */
  static BusConnector on(BusConnector connector, String called, String onBroker) {
    return called.equals(onBroker)
        ? connector
        : (credentials, name) ->
            new RenamedExchange(connector.open(credentials, name), called, onBroker);
  }

  private Address out(Address address) {
    return address.exchange().equals(called) ? new Address(onBroker, address.key()) : address;
  }

  private Address in(Address address) {
    return address.exchange().equals(onBroker) ? new Address(called, address.key()) : address;
  }

  @Override
  public CompletionStage<Void> publish(Address to, Message message) {
    return super.publish(out(to), message);
  }

  @Override
  public CompletionStage<Message> request(Address to, Message message, Duration timeout) {
    return super.request(out(to), message, timeout);
  }

  @Override
  public Subscription consume(QueueSpec queue, int prefetch, DeliveryHandler handler) {
    List<Address> bindings = queue.bindings().stream().map(this::out).toList();
    QueueSpec renamed =
        new QueueSpec(
            queue.name(),
            queue.durable(),
            queue.autoDelete(),
            queue.exclusive(),
            queue.arguments(),
            bindings);
    return super.consume(
        renamed,
        prefetch,
        new DeliveryHandler() {
          @Override
          public CompletionStage<Optional<Message>> handle(Delivery delivery) {
            return handler.handle(new Renamed(delivery, in(delivery.address())));
          }

          @Override
          public Optional<Message> tooLarge(long size) {
            return handler.tooLarge(size);
          }
        });
  }

  private record Renamed(Delivery delivery, Address address) implements Delivery {
    @Override
    public Message message() {
      return delivery.message();
    }

    @Override
    public boolean redelivered() {
      return delivery.redelivered();
    }

    @Override
    public Parking park() {
      return delivery.park();
    }
  }

  @Override
  public void declareExchange(String name, boolean durable) {
    super.declareExchange(name.equals(called) ? onBroker : name, durable);
  }
}
