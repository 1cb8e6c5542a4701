package org.mano4j.testkit.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;

/**
 * The steps of a launch: each request when it arrives, and when its work is done and the answer not
 * yet sent. One step can be a trap. Steps have names, so that they are the same in every run,
 * whatever the order of messages to two VNFRs.
 */
final class LaunchSteps {

  /** What happens at a step. */
  record Trap(String step, Runnable fault) {}

  private final Set<String> seen = new ConcurrentSkipListSet<>();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private final List<MessageBus> buses = new CopyOnWriteArrayList<>();

  /** Notes what the buses of a connector receive. */
  BusConnector watch(String party, BusConnector connector) {
    return (credentials, name) -> {
      MessageBus bus = connector.open(credentials, name);
      buses.add(bus);
      return watched(party, bus);
    };
  }

  private MessageBus watched(String party, MessageBus bus) {
    return (MessageBus)
        Proxy.newProxyInstance(
            MessageBus.class.getClassLoader(),
            new Class<?>[] {MessageBus.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("consume")) {
                arguments[2] = new Watching(party, (DeliveryHandler) arguments[2]);
              }
              try {
                return method.invoke(bus, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private final class Watching implements DeliveryHandler {

    private final String party;
    private final DeliveryHandler handler;

    Watching(String party, DeliveryHandler handler) {
      this.party = party;
      this.handler = handler;
    }

    @Override
    public CompletionStage<Optional<Message>> handle(Delivery delivery) {
      String what = what(delivery.message());
      reached(party + " gets " + what);
      return handler
          .handle(delivery)
          .thenApply(
              answer -> {
                reached(party + " has done " + what);
                return answer;
              });
    }

    @Override
    public Optional<Message> tooLarge(long size) {
      return handler.tooLarge(size);
    }
  }

  private static String what(Message message) {
    JsonNode json = CatalogueJson.read(message.body(), JsonNode.class);
    String method = json.path("methodName").asText();
    if (method.equals("launchInstanceAndWait")) {
      // <VNFR>-<number>
      return method + " of " + json.at("/parameters/1").asText().replaceAll("-\\d+$", "");
    } else if (!method.isEmpty()) {
      return method;
    }
    for (String record : List.of("vnfr", "virtualNetworkFunctionRecord", "vnfd")) {
      if (json.path(record).has("name")) {
        return json.path("action").asText() + " of " + json.at("/" + record + "/name").asText();
      }
    }
    return json.path("action").asText();
  }

  private void reached(String step) {
    seen.add(step);
    Trap armed = trap.get();
    if (armed != null && armed.step().equals(step) && trap.compareAndSet(armed, null)) {
      armed.fault().run();
    }
  }

  /** Forgets what was seen, and waits for a step. */
  void arm(Trap armed) {
    seen.clear();
    trap.set(armed);
  }

  /** Whether the step did not come. */
  boolean isArmed() {
    return trap.get() != null;
  }

  /** The steps since the trap was armed, in the order of their names. */
  List<String> seen() {
    return List.copyOf(seen);
  }

  /** All connections that were opened. */
  List<MessageBus> buses() {
    return List.copyOf(buses);
  }
}
