package org.mano4j.plugin;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Turns deliveries into calls of the driver and what comes of them into answers. */
final class CallHandler implements DeliveryHandler {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);

  private final String pluginId;
  private final VimDriver driver;
  private final BoundedCalls calls;

  CallHandler(String pluginId, VimDriver driver, BoundedCalls calls) {
    this.pluginId = pluginId;
    this.driver = driver;
    this.calls = calls;
  }

  @Override
  public CompletionStage<Optional<Message>> handle(Delivery delivery) {
    Message message = delivery.message();
    PluginProtocol.Call call;
    try {
      call = PluginProtocol.readCall(message.body());
    } catch (VimDriverException e) {
      log.warn("{}: {} ({})", pluginId, e.getMessage(), message.fingerprint());
      return message.replyTo() == null
          ? CompletableFuture.failedFuture(e)
          : CompletableFuture.completedFuture(reply(message, PluginProtocol.writeException(e)));
    }
    return calls
        .run(
            call.parameters().vimKey(),
            delivery,
            () -> execute(call, message.correlationId()),
            () -> late(call))
        .exceptionally(PluginProtocol::writeException)
        .thenApply(answer -> reply(message, answer));
  }

  private byte[] execute(PluginProtocol.Call call, @Nullable String correlationId) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.put("action", call.function());
    if (correlationId != null) {
      MDC.put("correlationId", correlationId);
    }
    try {
      return withinLimit(
          PluginProtocol.writeAnswer(
              DriverFunctions.call(driver, call.function(), call.parameters())));
    } catch (Exception | LinkageError | StackOverflowError e) {
      // the caller of deleteServerByIdAndWait reads no answer, so that this line is all there is
      log.warn("{}: {} failed: {}", pluginId, call.function(), e.toString());
      log.debug("{}: {} failed", pluginId, call.function(), e);
      return PluginProtocol.writeException(e);
    } finally {
      if (before == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    }
  }

  private static byte[] withinLimit(byte[] answer) {
    if (answer.length > MessageBus.MAX_MESSAGE_SIZE) {
      throw new VimDriverException(
          "the answer has "
              + answer.length
              + " bytes, over the limit of "
              + MessageBus.MAX_MESSAGE_SIZE
              + " for one message");
    }
    return answer;
  }

  private byte[] late(PluginProtocol.Call call) {
    String text =
        call.function()
            + " did not end within "
            + calls.limit().toSeconds()
            + " s and was interrupted; it may have been done in part";
    log.warn("{}: {}", pluginId, text);
    return PluginProtocol.writeException(new VimDriverException(text));
  }

  private static Optional<Message> reply(Message call, byte[] answer) {
    return call.replyTo() == null ? Optional.empty() : Optional.of(Message.text(answer));
  }
}
