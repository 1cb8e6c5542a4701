package org.mano4j.testkit;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.lifecycle.NsrStatus;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrError;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks VNFMs to take a step with a VNF and handles their answers. Everything runs on the lane of
 * the service.
 */
final class Steps {

  private static final Logger log = LoggerFactory.getLogger(Steps.class);

  private final Core core;
  private final ManagerCalls calls;
  private final ManagerRegistry managers;
  private final Records records;

  Steps(Core core, ManagerCalls calls, ManagerRegistry managers, Records records) {
    this.core = core;
    this.calls = calls;
    this.managers = managers;
    this.records = records;
  }

  /** A step that has failed, and been reported, already. */
  static final class StepFailed extends NfvoException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
      super(message);
    }
  }

  /** Asks the VNFM of a VNF; see {@link #ask(NetworkService, Vnf, Vnf, OrVnfmMessage)}. */
  CompletionStage<Optional<VnfmOrMessage>> ask(
      NetworkService service, Vnf vnf, OrVnfmMessage request) {
    return ask(service, vnf, vnf, request);
  }

  /**
   * Asks a VNFM.
   *
   * @param via the VNF whose VNFM is asked
   * @return completes on the lane when the answer was handled and stored; fails when the step has
   *     failed, which is all done by then
   */
  CompletionStage<Optional<VnfmOrMessage>> ask(
      NetworkService service, Vnf vnf, Vnf via, OrVnfmMessage request) {
    CompletableFuture<Optional<VnfmOrMessage>> handled = new CompletableFuture<>();
    Action asked = request.action();
    Vnf.Pending pending = new Vnf.Pending(asked, new CompletableFuture<>());
    vnf.pending().add(pending);
    pending
        .answer()
        .whenComplete(
            (answer, failure) -> {
              vnf.pending().remove(pending);
              try {
                if (failure != null) {
                  throw new NfvoException(
                      "VNFM " + via.manager() + " did not answer: " + Causes.text(failure));
                }
                handle(service, vnf, asked, answer);
                handled.complete(answer);
              } catch (StepFailed e) {
                handled.completeExceptionally(e);
              } catch (RuntimeException e) {
                fail(service, vnf, asked, Causes.text(e));
                if (failure == null) {
                  tell(service, vnf, Causes.text(e));
                }
                handled.completeExceptionally(e);
              }
            });
    send(service, vnf, via, request)
        .whenCompleteAsync((answer, failure) -> complete(pending, answer, failure), service.lane());
    return handled;
  }

  /** Sends a request; what comes of it is up to the caller, in whatever thread. */
  CompletionStage<Optional<VnfmOrMessage>> send(
      NetworkService service, Vnf vnf, Vnf via, OrVnfmMessage request) {
    return managers
        .queueOf(via.manager())
        .map(
            queue ->
                calls.ask(queue, request, service.id(), vnf.name(), core.options().answerTimeout()))
        .orElseGet(() -> CompletableFuture.failedFuture(unregistered(via)));
  }

  private NfvoException unregistered(Vnf vnf) {
    return new NfvoException(managers.whyNoQueueOf(vnf.manager()));
  }

  private static void complete(
      Vnf.Pending pending, @Nullable Optional<VnfmOrMessage> answer, @Nullable Throwable failure) {
    if (failure != null) {
      pending.answer().completeExceptionally(failure);
    } else {
      pending.answer().complete(answer);
    }
  }

  /** An answer that came as a message of its own, as VNFMs before 5.0 send them. */
  void notice(NetworkService service, Vnf vnf, VnfmOrMessage message) {
    for (Vnf.Pending pending : new ArrayList<>(vnf.pending())) {
      if (Answers.fits(pending.asked(), message)) {
        pending.answer().complete(Optional.of(message));
        return;
      }
    }
    try {
      handle(service, vnf, request(message.action()), Optional.of(message));
    } catch (StepFailed e) {
      log.debug("NSR {}: {} reported an error of its own", service.id(), vnf.name());
    }
  }

  private static Action request(Action answer) {
    return answer.equals(Action.SCALED) ? Action.SCALE_OUT : answer;
  }

  /** Continues after a step; what goes wrong in the continuation fails the VNF. */
  void then(
      NetworkService service,
      Vnf vnf,
      Action action,
      CompletionStage<Optional<VnfmOrMessage>> step,
      Consumer<Optional<VnfmOrMessage>> next) {
    step.whenComplete(
        (answer, failure) -> {
          if (failure == null) {
            guarded(service, vnf, action, () -> next.accept(answer));
          }
        });
  }

  /** Runs a part of a step; what goes wrong fails the VNF. */
  void guarded(NetworkService service, Vnf vnf, Action action, Runnable part) {
    try {
      part.run();
    } catch (RuntimeException e) {
      fail(service, vnf, action, Causes.text(e));
    }
  }

  private void handle(
      NetworkService service, Vnf vnf, Action asked, Optional<VnfmOrMessage> answer) {
    if (vnf.isGone()) {
      throw new StepFailed("VNFR " + vnf.name() + " is gone; the answer is ignored");
    }
    if (Answers.ignored(asked, answer)) {
      return;
    }
    VnfmOrMessage message = Answers.require(asked, answer);
    if (message instanceof VnfmOrError error) {
      failed(service, vnf, asked, error);
    }
    store(service, vnf, message);
  }

  private void store(NetworkService service, Vnf vnf, VnfmOrMessage message) {
    VirtualNetworkFunctionRecord received =
        message
            .carriedVnfr()
            .orElseThrow(
                () -> new NfvoException("the answer " + message.action() + " has no record"));
    Records.requireCurrent(vnf, message.action(), received);
    VirtualNetworkFunctionRecord after = NsrStatus.after(message).orElse(received);
    records.saveAfter(service, vnf, message.action(), after);
  }

  private void failed(NetworkService service, Vnf vnf, Action asked, VnfmOrError error) {
    WireThrowable exception = error.exception();
    String text = exception == null ? null : exception.detailMessage();
    String message =
        text == null
            ? "the VNFM answered ERROR without an exception, so that nobody knows why"
            : text;
    Optional<VirtualNetworkFunctionRecord> received =
        Optional.ofNullable(error.virtualNetworkFunctionRecord());
    fail(service, vnf, asked, message, received.filter(r -> isCurrent(vnf, r)).orElse(null));
    throw new StepFailed(message);
  }

  private static boolean isCurrent(Vnf vnf, VirtualNetworkFunctionRecord received) {
    return vnf.record()
        .filter(s -> s.id() != null && s.id().equals(received.id()))
        .filter(s -> s.hbVersion() != null && s.hbVersion().equals(received.hbVersion()))
        .isPresent();
  }

  /** Puts a VNF and with it the service into ERROR. */
  void fail(NetworkService service, Vnf vnf, Action action, String message) {
    fail(service, vnf, action, message, null);
  }

  private void fail(
      NetworkService service,
      Vnf vnf,
      Action action,
      String message,
      @Nullable VirtualNetworkFunctionRecord received) {
    if (vnf.isGone()) {
      return;
    }
    Failure failure = new Failure(service.id(), vnf.name(), action.text(), message);
    log.debug("NSR {}: {}", service.id(), failure);
    service.note(failure);
    if (vnf.record().isPresent()) {
      VirtualNetworkFunctionRecord known = received == null ? vnf.stored() : received;
      records.save(
          service,
          vnf,
          known.withStatus(Status.ERROR).withTask(NsrStatus.task(Action.ERROR)),
          "ERROR",
          message);
    } else {
      service.neverGranted(vnf, Status.ERROR);
    }
    service.failed(failure);
  }

  /** Tells the VNFM of a failure of the orchestrator itself; its answer says nothing. */
  void tell(NetworkService service, Vnf vnf, String message) {
    managers
        .queueOf(vnf.manager())
        .ifPresent(
            queue ->
                calls
                    .ask(
                        queue,
                        new OrVnfmError(Action.ERROR, vnf.record().orElse(null), message, Map.of()),
                        service.id(),
                        vnf.name(),
                        core.options().answerTimeout())
                    .exceptionally(
                        failure -> {
                          log.debug("NSR {}: nobody took ERROR", service.id(), failure);
                          return Optional.empty();
                        }));
  }
}
