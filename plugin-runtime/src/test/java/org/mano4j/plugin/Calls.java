package org.mano4j.plugin;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;

/** Calls a driver as its plugin does, without a bus in between. */
final class Calls implements AutoCloseable {

  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final CallHandler handler;

  Calls(VimDriver driver) {
    this(driver, PluginMetrics.NONE);
  }

  Calls(VimDriver driver, PluginMetrics metrics) {
    this.handler =
        new CallHandler(
            "vim-drivers.test.test",
            driver,
            new BoundedCalls(new Bulkhead(Runnable::run, 1), timer, Duration.ofMinutes(1)),
            Dialect.SINCE_5,
            metrics);
  }

  JsonNode call(String body) {
    return call(body.getBytes(StandardCharsets.UTF_8));
  }

  JsonNode call(byte[] body) {
    Message answer = handle(body, "amq.gen-1").toCompletableFuture().join().orElseThrow();
    return CatalogueJson.read(answer.body(), JsonNode.class);
  }

  CompletionStage<Optional<Message>> handle(byte[] body, String replyTo) {
    Message message = new Message(body, null, "c-1", replyTo, Map.of());
    return handler.handle(new Given(message));
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }

  private record Given(Message message) implements Delivery {
    @Override
    public Address address() {
      return Address.queue("vim-drivers.test.test");
    }

    @Override
    public boolean redelivered() {
      return false;
    }

    @Override
    public Parking park() {
      return () -> {};
    }
  }
}
