package org.mano4j.mgmt;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.InMemoryBusConnector;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;

/** A peer that speaks the protocol by hand: requests and responses are JSON texts. */
final class Wire implements AutoCloseable {

  static final String VIM = "8f1c6a51-6c2b-4a57-bf6a-0c7d0f6f2a11";
  static final String QUEUE = MgmtAddresses.queue(VIM, "vim-drivers.pop.openbaton");

  final MessageBus bus;
  private final BusConnector broker;
  private final List<MessageBus> buses = new CopyOnWriteArrayList<>();

  Wire() {
    this(new InMemoryBusConnector());
  }

  Wire(BusConnector broker) {
    this.broker = broker;
    this.bus = open();
  }

  MessageBus open() {
    MessageBus opened = broker.open(new BusCredentials("guest", "guest"), "test");
    buses.add(opened);
    return opened;
  }

  boolean queueExists(String name) {
    return bus.inspect(name).isPresent();
  }

  /** The response to a request of a hand-written connector. */
  String ask(String request) {
    return text(askMessage(Message.text(request)));
  }

  Message askMessage(Message request) {
    return bus.request(new Address("openbaton-exchange", "vim-mgmt-" + VIM), request, seconds(20))
        .toCompletableFuture()
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** A hand-written manager that gives the same answer to everything. */
  List<Delivery> answer(String response) {
    List<Delivery> requests = new CopyOnWriteArrayList<>();
    String name = "vim-mgmt-" + VIM;
    bus.consume(
        new QueueSpec(
            name, false, true, false, Map.of(), List.of(new Address("openbaton-exchange", name))),
        1,
        delivery -> {
          requests.add(delivery);
          return CompletableFuture.completedFuture(Optional.of(Message.text(response)));
        });
    return requests;
  }

  static String text(Message message) {
    return new String(message.body(), UTF_8);
  }

  static JsonNode tree(String json) {
    return CatalogueJson.read(json, JsonNode.class);
  }

  static String resource(String name) {
    try (InputStream in = Wire.class.getResourceAsStream("/" + name)) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Duration seconds(int seconds) {
    return Duration.ofSeconds(seconds);
  }

  @Override
  public void close() {
    buses.forEach(MessageBus::close);
  }
}
