package org.mano4j.samples.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.BusConnector;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.PopBackend;

/**
 * The steps of a launch as the orchestrator, the mgmt doors and the Pop see them, with names that
 * are the same in every run. At one of them something can be done; the launch goes on when it is
 * done.
 */
final class LaunchSteps {

  private record Trap(String step, Runnable deed) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> seen = new LinkedHashSet<>();
  private final AtomicReference<Trap> trap = new AtomicReference<>();
  private final List<CompletableFuture<Object>> unanswered = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<Void> back = CompletableFuture.completedFuture(null);

  /** Forgets what was seen, and waits for a step. */
  void at(String step, Runnable deed) {
    forget();
    trap.set(new Trap(step, deed));
  }

  void forget() {
    lock.lock();
    try {
      seen.clear();
    } finally {
      lock.unlock();
    }
    trap.set(null);
  }

  /** Whether the step has come that was waited for. */
  boolean done() {
    return trap.get() == null;
  }

  /** What was seen, in the order of its first time. */
  List<String> seen() {
    lock.lock();
    try {
      return List.copyOf(seen);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Calls of drivers fail from now on when the driver is back, no sooner: the limit of a real
   * orchestrator outlasts a restart, and it looks then for what a call has left.
   */
  void driverBack(CompletableFuture<Void> when) {
    back = when;
  }

  /**
   * The driver is gone, and with it the queue of its calls: those that have no answer by now get
   * none, and are given up when it is back, as if that limit were over.
   */
  void driverGone() {
    List<CompletableFuture<Object>> lost = List.copyOf(unanswered);
    back.thenRunAsync(() -> giveUp(lost));
  }

  void reached(String step) {
    lock.lock();
    try {
      seen.add(step);
    } finally {
      lock.unlock();
    }
    Trap set = trap.get();
    if (set != null && set.step().equals(step) && trap.compareAndSet(set, null)) {
      set.deed().run();
    }
  }

  /** Notes what the orchestrator sends, gets, and answers. */
  BusConnector watch(BusConnector connector) {
    return (credentials, name) -> watched(connector.open(credentials, name));
  }

  private MessageBus watched(MessageBus bus) {
    return (MessageBus)
        Proxy.newProxyInstance(
            MessageBus.class.getClassLoader(),
            new Class<?>[] {MessageBus.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("consume")) {
                arguments[2] = new Watching((DeliveryHandler) arguments[2]);
              }
              boolean request = method.getName().equals("request");
              CompletableFuture<Object> noted = new CompletableFuture<>();
              String sent = "";
              if (request) {
                sent = what((Message) arguments[1]);
                reached("NFVO sends " + sent);
                if (((Address) arguments[0]).key().startsWith("vim-drivers.")) {
                  unanswered.add(noted);
                  noted.whenComplete((answer, failure) -> unanswered.remove(noted));
                }
              }
              try {
                Object result = method.invoke(bus, arguments);
                return request ? noted(sent, (CompletionStage<?>) result, noted) : result;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private CompletionStage<?> noted(
      String sent, CompletionStage<?> answer, CompletableFuture<Object> noted) {
    answer.whenCompleteAsync(
        (message, failure) -> {
          if (failure == null) {
            reached("NFVO gets the answer to " + sent);
            noted.complete(message);
          } else {
            back.whenComplete((now, ignored) -> noted.completeExceptionally(failure));
          }
        });
    return noted;
  }

  private void giveUp(List<CompletableFuture<Object>> calls) {
    calls.forEach(
        call ->
            call.completeExceptionally(new BusException.NoReply("no answer in the time given")));
  }

  private final class Watching implements DeliveryHandler {

    private final DeliveryHandler handler;

    Watching(DeliveryHandler handler) {
      this.handler = handler;
    }

    @Override
    public CompletionStage<Optional<Message>> handle(Delivery delivery) {
      String what = what(delivery.message());
      reached("NFVO gets " + what);
      return handler
          .handle(delivery)
          .thenApply(
              answer -> {
                reached("NFVO answers " + what);
                return answer;
              });
    }

    @Override
    public Optional<Message> tooLarge(long size) {
      return handler.tooLarge(size);
    }
  }

  /** Notes what a Pop asks its platform. */
  PopBackend watch(PopBackend platform) {
    return (PopBackend)
        Proxy.newProxyInstance(
            PopBackend.class.getClassLoader(),
            new Class<?>[] {PopBackend.class},
            (proxy, method, arguments) -> {
              switch (method.getName()) {
                case "checkName" -> reached("Pop creates " + base((String) arguments[0]));
                case "start" -> reached("Pop starts " + base(((InstanceSpec) arguments[0]).name()));
                default -> {}
              }
              try {
                return method.invoke(platform, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Notes what is asked at a mgmt door. */
  void asked(Message message) {
    JsonNode json = CatalogueJson.read(message.body(), JsonNode.class);
    JsonNode parameters = json.path("Params");
    String server = parameters.isTextual() ? parameters.asText() : parameters.path("ID").asText();
    reached("VNFM asks " + json.path("Func").asText() + " of " + base(server));
  }

  /** A server is called {@code <VNFR>-<number>}. */
  private static String base(String server) {
    return server.replaceAll("-\\d+$", "");
  }

  private static String what(Message message) {
    JsonNode json = CatalogueJson.read(message.body(), JsonNode.class);
    String method = json.path("methodName").asText();
    if (!method.isEmpty()) {
      return method.startsWith("launch")
          ? "launch of " + base(json.at("/parameters/1").asText())
          : method;
    }
    for (String record : List.of("vnfr", "virtualNetworkFunctionRecord", "vnfd")) {
      if (json.path(record).has("name")) {
        return json.path("action").asText() + " of " + json.at("/" + record + "/name").asText();
      }
    }
    return json.path("action").asText();
  }
}
