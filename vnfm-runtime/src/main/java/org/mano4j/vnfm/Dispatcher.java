package org.mano4j.vnfm;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests from the channel and puts each into its lane. ERROR and LOG_REQUEST enter none: an
 * ERROR has to end what the lane waits for.
 */
final class Dispatcher implements Channel.RequestHandler {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private final Scope scope;
  private final Steps steps;
  private final ScheduledExecutorService timer;
  private final Runnable answered;
  private final Lanes<LaneKey, Operation> lanes = new Lanes<>();
  private final Set<Operation> inWork = ConcurrentHashMap.newKeySet();
  private final Ended ended = new Ended(System::nanoTime);

  /**
   * @param answered told of each request that has its answer; does not throw
   */
  Dispatcher(Scope scope, ScheduledExecutorService timer, Runnable answered) {
    this.scope = scope;
    this.steps = new Steps(scope.handler(), scope.allocate());
    this.timer = timer;
    this.answered = answered;
  }

  @Override
  public CompletionStage<Optional<VnfmOrMessage>> handle(ChannelRequest delivery) {
    OrVnfmMessage request;
    try {
      request = MessageJson.readOrVnfm(delivery.body());
    } catch (CatalogueException e) {
      return unreadable(delivery);
    }
    Action.Known action = request.action().known().orElse(null);
    if (action == null) {
      return unknown(delivery, request);
    }
    Optional<Operation> same = delivery.redelivered() ? same(delivery) : Optional.empty();
    if (same.isPresent()) {
      return join(same.get(), delivery);
    }
    Operation operation = new Operation(scope, delivery, request, steps::run);
    if (!watch(operation, action)) {
      return new CompletableFuture<>();
    }
    if (request instanceof OrVnfmError error) {
      lanes.current(operation.key()).ifPresent(waiting -> waiting.refused(error));
      operation.begin();
    } else if (request instanceof OrVnfmLog) {
      operation.begin();
    } else {
      lanes.submit(operation.key(), operation);
    }
    return operation.answer();
  }

  private Optional<Operation> same(ChannelRequest again) {
    return inWork.stream()
        .filter(operation -> operation.isOf(again))
        .findAny()
        .or(() -> ended.of(again));
  }

  /**
   * A request that is in work here, or was a moment ago, comes again when the connection was lost
   * meanwhile. Nothing is begun anew, and the new delivery gets the answer.
   */
  private static CompletionStage<Optional<VnfmOrMessage>> join(
      Operation operation, ChannelRequest again) {
    log.info(
        "{} of VNFR '{}' came again; it {}",
        operation.request().action(),
        operation.key().vnfr(),
        operation.answer().isDone()
            ? "is done and gets the same answer"
            : "is in work and goes on");
    Delivery.Parking parking = again.park();
    return operation.answer().whenComplete((answer, failure) -> parking.close());
  }

  /** Nothing of the content, which may be anything, goes into log or answer. */
  private CompletionStage<Optional<VnfmOrMessage>> unreadable(ChannelRequest delivery) {
    String text =
        "a message of the NFVO cannot be read ("
            + Message.text(delivery.body()).fingerprint()
            + "): it must be a JSON object with an action, and its properties of the right types";
    return noRequest(delivery, text, Failures.unreadable(text));
  }

  /** The action may be anything, too. */
  private CompletionStage<Optional<VnfmOrMessage>> unknown(
      ChannelRequest delivery, OrVnfmMessage request) {
    String text =
        "a message of the NFVO ("
            + Message.text(delivery.body()).fingerprint()
            + ") asks for an action that this VNF manager does not know; nothing was done";
    return noRequest(delivery, text, Failures.answer(request, text));
  }

  @Override
  public Optional<VnfmOrMessage> tooLarge(long size) {
    String text =
        "a message of the NFVO has "
            + size
            + " bytes, over the limit of "
            + MessageBus.MAX_MESSAGE_SIZE
            + "; it was not read";
    log.warn("{}", text);
    scope.metrics().unreadable(size);
    return Failures.unreadable(text);
  }

  private CompletionStage<Optional<VnfmOrMessage>> noRequest(
      ChannelRequest delivery, String text, Optional<VnfmOrMessage> answer) {
    log.warn("{}", text);
    scope.metrics().unreadable(delivery.body().length);
    return delivery.expectsAnswer()
        ? CompletableFuture.completedFuture(answer)
        : CompletableFuture.failedFuture(new VnfmException(text));
  }

  /**
   * Sees to it that the request is answered in time.
   *
   * @return false when the runtime is closed: then the transport has the request back already
   */
  private boolean watch(Operation operation, Action.Known action) {
    ScheduledFuture<?> alarm;
    try {
      alarm =
          timer.schedule(operation::expire, scope.answerLimit().toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("a request came after the end of the VNF manager", e);
      return false;
    }
    inWork.add(operation);
    scope.metrics().requested(action);
    long begun = System.nanoTime();
    operation
        .answer()
        .whenComplete(
            (answer, failure) -> {
              alarm.cancel(false);
              if (!isError(answer)) {
                keep(operation);
              }
              inWork.remove(operation);
              count(operation, action, Duration.ofNanos(System.nanoTime() - begun), answer);
              answered.run();
            });
    return true;
  }

  private static boolean isError(Optional<VnfmOrMessage> answer) {
    return answer.filter(VnfmOrError.class::isInstance).isPresent();
  }

  /** What failed is not kept: it may have failed for want of the connection. */
  private void keep(Operation operation) {
    if (ended.add(operation)) {
      forgetLater();
    }
  }

  private void forgetLater() {
    Runnable task =
        () -> {
          if (ended.forgetOld()) {
            forgetLater();
          }
        };
    try {
      timer.schedule(task, Ended.KEPT_NANOS, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("a request was done at the end of the VNF manager", e);
    }
  }

  private void count(
      Operation operation, Action.Known action, Duration after, Optional<VnfmOrMessage> answer) {
    if (operation.expired()) {
      scope.metrics().expired(action);
    } else if (isError(answer)) {
      scope.metrics().failed(action, after);
    } else {
      scope.metrics().answered(action, after);
      Mdc.with(operation, () -> tell(operation, after));
    }
  }

  /** What fails is told where it fails; without this a log would tell of nothing else. */
  private static void tell(Operation operation, Duration after) {
    log.info(
        "{} of VNFR '{}' is done after {} ms",
        operation.request().action(),
        operation.key().vnfr(),
        after.toMillis());
  }

  /** Gives up all that is in work, without an answer: the transport has it back. */
  void abandon() {
    VnfmException closed = new VnfmException("the VNF manager was closed");
    inWork.forEach(operation -> operation.cancel(closed, true));
  }
}
