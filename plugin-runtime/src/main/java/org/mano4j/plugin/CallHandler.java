package org.mano4j.plugin;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.DeliveryHandler;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.plugin.PluginMetrics.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** Turns deliveries into calls of the driver and what comes of them into answers. */
final class CallHandler implements DeliveryHandler {

  private static final Logger log = LoggerFactory.getLogger(VimDriverPlugin.class);

  private final String pluginId;
  private final VimDriver driver;
  private final BoundedCalls calls;
  private final Dialect dialect;
  private final PluginMetrics metrics;

  CallHandler(
      String pluginId,
      VimDriver driver,
      BoundedCalls calls,
      Dialect dialect,
      PluginMetrics metrics) {
    this.pluginId = pluginId;
    this.driver = driver;
    this.calls = calls;
    this.dialect = dialect;
    this.metrics = metrics;
  }

  /** What a call came to: the answer, or that there was nothing to call. */
  private sealed interface Result {}

  private record Answered(Outcome outcome, byte[] body) implements Result {}

  private record Refused(BadCallException why) implements Result {}

  @Override
  public CompletionStage<Optional<Message>> handle(Delivery delivery) {
    Message message = delivery.message();
    PluginProtocol.Call call;
    try {
      call = PluginProtocol.readCall(message.body(), dialect);
    } catch (BadCallException e) {
      return refuse(message, e);
    }
    long arrival = System.nanoTime();
    return calls
        .<Result>run(
            call.parameters().vimKey(),
            delivery,
            () -> execute(call, message.correlationId()),
            () -> late(call))
        .exceptionally(CallHandler::failed)
        .thenCompose(result -> answer(message, call, result, arrival));
  }

  @Override
  public Optional<Message> tooLarge(long size) {
    count(() -> metrics.refused(PluginMetrics.Refusal.TOO_LARGE));
    String text =
        "a call of " + size + " bytes is over the limit of " + MessageBus.MAX_MESSAGE_SIZE;
    return Optional.of(Message.text(PluginProtocol.writeException(new VimDriverException(text))));
  }

  private CompletionStage<Optional<Message>> answer(
      Message message, PluginProtocol.Call call, Result result, long arrival) {
    if (result instanceof Refused refused) {
      return refuse(message, refused.why());
    }
    Answered answered = (Answered) result;
    Duration took = Duration.ofNanos(System.nanoTime() - arrival);
    count(() -> metrics.called(call.function(), answered.outcome(), took));
    if (answered.outcome() == Outcome.DONE) {
      tell(call, took);
    }
    return CompletableFuture.completedFuture(reply(message, answered.body()));
  }

  /** What fails is told where it fails. NFVOs look at their VIMs all the time, which is no news. */
  private void tell(PluginProtocol.Call call, Duration took) {
    log.atLevel(DriverFunctions.changes(call.function()) ? Level.INFO : Level.DEBUG)
        .log(
            "{}: {}{} on VIM '{}' is done after {} ms",
            pluginId,
            call.function(),
            call.parameters().subject().map(of -> " of '" + of + "'").orElse(""),
            call.parameters().vimName(),
            took.toMillis());
  }

  /** The text may quote the message, so it goes to the peer and not to the log. */
  private CompletionStage<Optional<Message>> refuse(Message message, BadCallException why) {
    count(() -> metrics.refused(why.reason()));
    log.warn("{}: refused a message ({}): {}", pluginId, message.fingerprint(), why.reason());
    return message.replyTo() == null
        ? CompletableFuture.failedFuture(why)
        : CompletableFuture.completedFuture(reply(message, PluginProtocol.writeException(why)));
  }

  private Result execute(PluginProtocol.Call call, @Nullable String correlationId) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.put("action", call.function());
    if (correlationId != null) {
      MDC.put("correlationId", correlationId);
    }
    try {
      return new Answered(
          Outcome.DONE,
          withinLimit(
              PluginProtocol.writeAnswer(
                  DriverFunctions.call(driver, call.function(), call.parameters()))));
    } catch (BadCallException e) {
      return new Refused(e);
    } catch (Exception | LinkageError | StackOverflowError e) {
      // the caller of deleteServerByIdAndWait reads no answer, so that this line is all there is
      log.warn("{}: {} failed: {}", pluginId, call.function(), e.toString());
      log.debug("{}: {} failed", pluginId, call.function(), e);
      return failed(e);
    } finally {
      if (before == null) {
        MDC.clear();
      } else {
        MDC.setContextMap(before);
      }
    }
  }

  /** A call must not fail because it could not be counted. */
  private void count(Runnable counter) {
    try {
      counter.run();
    } catch (RuntimeException e) {
      log.warn("{}: the metrics threw", pluginId, e);
    }
  }

  private static Result failed(Throwable failure) {
    return new Answered(Outcome.FAILED, PluginProtocol.writeException(failure));
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

  private Result late(PluginProtocol.Call call) {
    String text =
        call.function()
            + " did not end within "
            + calls.limit().toSeconds()
            + " s and was interrupted; it may have been done in part";
    log.warn("{}: {}", pluginId, text);
    return new Answered(Outcome.LATE, PluginProtocol.writeException(new VimDriverException(text)));
  }

  private static Optional<Message> reply(Message call, byte[] answer) {
    return call.replyTo() == null ? Optional.empty() : Optional.of(Message.text(answer));
  }
}
