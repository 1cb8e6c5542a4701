package org.mano4j.vnfm;

import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.VnfmOrMessage;

/**
 * Sends each answer once, though it may be that of several deliveries of one request: an NFVO that
 * takes answers as messages of their own would act on each.
 */
final class SentAnswers {

  /** More than are in work at a time by far; a second delivery comes soon, if at all. */
  private static final int MOST = 1000;

  private record Sent(WeakReference<VnfmOrMessage> answer, CompletableFuture<Void> done) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Deque<Sent> sent = new ArrayDeque<>();

  /** Sends an answer unless that very object was sent; again if that failed. */
  CompletionStage<Void> once(VnfmOrMessage answer, Supplier<CompletionStage<Void>> sending) {
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> before = enter(answer, mine);
    if (before == null) {
      sending
          .get()
          .whenComplete(
              (done, failure) -> {
                if (failure == null) {
                  mine.complete(null);
                } else {
                  forget(mine);
                  mine.completeExceptionally(failure);
                }
              });
      return mine;
    }
    return before
        .handle((done, failure) -> failure == null)
        .thenCompose(
            good -> good ? CompletableFuture.completedFuture(null) : once(answer, sending));
  }

  /** What was sent before; null if nothing was, and this is remembered in its place. */
  private @Nullable CompletableFuture<Void> enter(
      VnfmOrMessage answer, CompletableFuture<Void> mine) {
    lock.lock();
    try {
      for (Sent one : sent) {
        if (one.answer().refersTo(answer)) {
          return one.done();
        }
      }
      if (sent.size() == MOST) {
        sent.removeFirst();
      }
      sent.add(new Sent(new WeakReference<>(answer), mine));
      return null;
    } finally {
      lock.unlock();
    }
  }

  private void forget(CompletableFuture<Void> failed) {
    lock.lock();
    try {
      sent.removeIf(one -> one.done() == failed);
    } finally {
      lock.unlock();
    }
  }
}
