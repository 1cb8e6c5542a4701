package org.mano4j.testkit;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.mano4j.catalogue.record.Status;

/** Those who wait for the status of one service. Told on its lane. */
final class StatusWaiters {

  /** Whoever waits for these wants to go on with the service; others are passed through. */
  private static final Set<Status> AT_REST = Set.of(Status.ACTIVE, Status.ERROR, Status.TERMINATED);

  private final NetworkService service;
  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

  StatusWaiters(NetworkService service) {
    this.service = service;
  }

  /** Somebody who waits for a status. */
  private record Waiter(Status wanted, CompletableFuture<Status> reached) {}

  /** Completes when the service has the status; see {@link OfflineNfvo#awaitStatus}. */
  CompletableFuture<Status> add(Status wanted) {
    Waiter waiter = new Waiter(wanted, new CompletableFuture<>());
    service
        .lane()
        .execute(
            () -> {
              if (!tell(waiter)) {
                waiters.add(waiter);
              }
            });
    return waiter.reached();
  }

  void tell() {
    waiters.removeIf(this::tell);
  }

  /** Nothing more will happen. From any thread. */
  void giveUp(NfvoException why) {
    waiters.forEach(waiter -> waiter.reached().completeExceptionally(why));
  }

  /** Whether the waiter has nothing more to wait for. */
  private boolean tell(Waiter waiter) {
    Status wanted = waiter.wanted();
    Status status = service.status();
    if (waiter.reached().isDone()) {
      return true;
    }
    if (status.equals(wanted)) {
      boolean mustRest = AT_REST.contains(wanted);
      return (!mustRest || !service.work().isBusy()) && waiter.reached().complete(status);
    }
    // while an operation has not ended, a resume may still lead there, and the next one is refused
    boolean failed = status.equals(Status.ERROR) && !service.work().isBusy();
    boolean neverMore = failed && !service.terminating() || service.isGone();
    return neverMore
        && waiter
            .reached()
            .completeExceptionally(new NfvoException("it is in status " + status + " instead"));
  }
}
