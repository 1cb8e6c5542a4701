package org.mano4j.vnfm;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request in work: its steps on worker threads, its waits for the NFVO (which hold no thread),
 * and its one answer.
 */
final class Operation implements VnfmContext, Lanes.Work {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);
  private static final Delivery.Parking BEGUN = () -> {};

  /** What gave the answer: whichever of both was first. */
  private enum End {
    DONE,
    EXPIRED
  }

  private final Scope scope;
  private final ChannelRequest delivery;
  private final OrVnfmMessage request;
  private final LaneKey key;
  private final Instant deadline;
  private final Function<Operation, CompletionStage<Optional<VnfmOrMessage>>> steps;
  private final CompletableFuture<Optional<VnfmOrMessage>> answer = new CompletableFuture<>();
  private final AtomicReference<Delivery.@Nullable Parking> inLane = new AtomicReference<>();
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable VirtualNetworkFunctionRecord record;
  private final AtomicReference<@Nullable End> end = new AtomicReference<>();
  private volatile @Nullable RuntimeException cancelled;
  private @Nullable CompletableFuture<OrVnfmMessage> awaited;
  private @Nullable HandlerCall<?> running;

  Operation(
      Scope scope,
      ChannelRequest delivery,
      OrVnfmMessage request,
      Function<Operation, CompletionStage<Optional<VnfmOrMessage>>> steps) {
    this.scope = scope;
    this.delivery = delivery;
    this.request = request;
    this.steps = steps;
    this.key = LaneKey.of(request);
    this.record = Requests.record(request);
    this.deadline = scope.clock().instant().plus(scope.answerLimit());
  }

  LaneKey key() {
    return key;
  }

  /** The last known record, for an ERROR: what was allocated must not be forgotten. */
  @Nullable VirtualNetworkFunctionRecord record() {
    return record;
  }

  void record(VirtualNetworkFunctionRecord latest) {
    record = latest;
  }

  Instant now() {
    return scope.clock().instant();
  }

  /** Whether a request is this one, which has come again after its connection was lost. */
  boolean isOf(ChannelRequest again) {
    return again.isAgain(delivery);
  }

  /** Bytes of the request. */
  int size() {
    return delivery.body().length;
  }

  CompletableFuture<Optional<VnfmOrMessage>> answer() {
    return answer;
  }

  @Override
  public void parkUntilBegin() {
    Delivery.Parking parking = delivery.park();
    if (!inLane.compareAndSet(null, parking)) {
      parking.close();
    }
  }

  @Override
  public CompletionStage<?> begin() {
    Delivery.Parking parking = inLane.getAndSet(BEGUN);
    if (parking != null) {
      parking.close();
    }
    CompletionStage<Optional<VnfmOrMessage>> done;
    try {
      done = steps.apply(this);
    } catch (RuntimeException | Error e) {
      done = CompletableFuture.failedFuture(e);
    }
    return done.handle(
        (result, failure) -> {
          if (!end.compareAndSet(null, End.DONE)) {
            log.info("{} of VNFR '{}' ended after it was given up", request.action(), key.vnfr());
            return false;
          }
          return answer.complete(failure == null ? result : Failures.answerSafely(this, failure));
        });
  }

  /** Runs a step of the handler on a worker. */
  <T> CompletableFuture<T> call(Callable<T> step) {
    HandlerCall<T> call = new HandlerCall<>(() -> Mdc.with(this, step));
    lock.lock();
    try {
      if (cancelled != null) {
        return CompletableFuture.failedFuture(cancelled);
      }
      running = call;
    } finally {
      lock.unlock();
    }
    try {
      scope.workers().execute(call);
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(
          new VnfmException("the VNF manager is stopping and begins nothing more", e));
    } catch (RuntimeException | Error e) {
      // such as one that cannot have a further thread
      return CompletableFuture.failedFuture(
          new VnfmException(
              "the VNF manager's threads do not take its work: " + e + "; nothing was begun", e));
    }
    return call.result();
  }

  /** Runs a step of the handler that gives a record. */
  CompletableFuture<VirtualNetworkFunctionRecord> callForRecord(
      Callable<VirtualNetworkFunctionRecord> step) {
    return call(
        () ->
            Objects.requireNonNull(
                step.call(), () -> "the handler returned no record for " + request.action()));
  }

  /** Asks the NFVO; fails if it says ERROR, here or in a request of its own. */
  CompletionStage<OrVnfmMessage> ask(VnfmOrMessage message) {
    CompletableFuture<OrVnfmMessage> reply = new CompletableFuture<>();
    lock.lock();
    try {
      if (cancelled != null) {
        return CompletableFuture.failedFuture(cancelled);
      }
      awaited = reply;
    } finally {
      lock.unlock();
    }
    Delivery.Parking parking = delivery.park();
    exchange(message)
        .whenComplete(
            (received, failure) -> {
              if (failure == null) {
                reply.complete(received);
              } else {
                reply.completeExceptionally(noAnswer(message, failure));
              }
            });
    return reply
        .whenComplete((received, failure) -> parking.close())
        .thenApply(received -> accepted(message, received));
  }

  private CompletionStage<OrVnfmMessage> exchange(VnfmOrMessage message) {
    Duration left = Duration.between(scope.clock().instant(), deadline);
    Duration timeout = left.compareTo(scope.rpcTimeout()) < 0 ? left : scope.rpcTimeout();
    if (timeout.isNegative() || timeout.isZero()) {
      return CompletableFuture.failedFuture(new VnfmException("the time for an answer is over"));
    }
    try {
      return scope.channel().exchange(message, timeout);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private OrVnfmMessage accepted(VnfmOrMessage message, OrVnfmMessage received) {
    if (received instanceof OrVnfmError error) {
      NfvoRefusal refusal = new NfvoRefusal(message.action().text(), key.vnfr(), error);
      take(refusal);
      throw refusal;
    }
    return received;
  }

  private VnfmException noAnswer(VnfmOrMessage message, Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new VnfmException(
        "the NFVO gave no answer to "
            + message.action()
            + " of VNFR '"
            + key.vnfr()
            + "': "
            + cause.getMessage(),
        cause);
  }

  /** The NFVO reports, in a request of its own, that this VNFR has failed. */
  void refused(OrVnfmError error) {
    NfvoRefusal refusal = new NfvoRefusal(request.action().text(), key.vnfr(), error);
    take(refusal);
    cancel(refusal, false);
  }

  /** The time for the answer is over. */
  void expire() {
    VnfmException late =
        new VnfmException(
            request.action()
                + " of VNFR '"
                + key.vnfr()
                + "' was not done within "
                + scope.answerLimit().toSeconds()
                + " s and is given up; it may have been done in part");
    if (end.compareAndSet(null, End.EXPIRED)) {
      // in this order: what the NFVO was told is given up must not begin
      giveUp(late);
      answer.complete(Failures.answerSafely(this, late));
      cancel(late, true);
    }
  }

  /** Whether the answer is that it took too long. */
  boolean expired() {
    return end.get() == End.EXPIRED;
  }

  private void giveUp(RuntimeException reason) {
    lock.lock();
    try {
      if (cancelled == null) {
        cancelled = reason;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait for the NFVO, and interrupts the handler if wanted. Nothing new begins. */
  void cancel(RuntimeException reason, boolean interrupt) {
    CompletableFuture<OrVnfmMessage> waiting;
    HandlerCall<?> call;
    giveUp(reason);
    lock.lock();
    try {
      waiting = awaited;
      call = running;
    } finally {
      lock.unlock();
    }
    if (waiting != null) {
      waiting.completeExceptionally(reason);
    }
    if (interrupt && call != null) {
      call.cancel(reason);
    }
  }

  private void take(NfvoRefusal refusal) {
    VirtualNetworkFunctionRecord latest = refusal.record();
    if (latest != null) {
      record = latest;
    }
  }

  Optional<String> correlationId() {
    return delivery.correlationId();
  }

  @Override
  public OrVnfmMessage request() {
    return request;
  }

  @Override
  public boolean redelivered() {
    return delivery.redelivered();
  }

  @Override
  public Instant deadline() {
    return deadline;
  }

  @Override
  public boolean cancelled() {
    return cancelled != null;
  }

  @Override
  public boolean draining() {
    return scope.draining().getAsBoolean();
  }

  @Override
  public Optional<MessageBus> bus() {
    return scope.channel().bus();
  }
}
