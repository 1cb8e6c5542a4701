package org.mano4j.pop.server;

import io.grpc.Context;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/**
 * Until when somebody waits for the answer of a call. It ends with the deadline of the caller, or
 * when that cancels the call; not with a lost connection, whose caller will ask again what came of
 * it. Thread-safe.
 */
final class Patience {

  /** Of one who waits for ever. */
  static final Patience ENDLESS = new Patience();

  private final long begun = System.nanoTime();

  /** Completes with the words for it. */
  private final CompletableFuture<String> end = new CompletableFuture<>();

  /** Of whoever makes the call that this thread works for. */
  static Patience ofCaller() {
    Patience patience = new Patience();
    Context.current()
        .addListener(
            context -> {
              // Without a cause, the call has been answered.
              if (context.cancellationCause() != null && !CallEnd.isLost(context)) {
                patience.giveUp();
              }
            },
            Runnable::run);
    return patience;
  }

  /** From now on nobody waits. Idempotent. */
  void giveUp() {
    Duration waited = Duration.ofNanos(System.nanoTime() - begun);
    end.complete("the caller gave up after " + waited.toMillis() / 1000.0 + " s");
  }

  /**
   * Refuses to begin what nobody waits for.
   *
   * @param what is not done then
   * @throws PopException CANCELLED
   */
  void check(String what) {
    if (end.isDone()) {
      throw new PopException(Code.CANCELLED, what + ": " + words());
    }
  }

  /** Waits until the result is there or nobody wants it any more, whichever is first. */
  void await(CompletableFuture<?> result, Duration limit)
      throws ExecutionException, InterruptedException, TimeoutException {
    CompletableFuture<?> first = this == ENDLESS ? result : CompletableFuture.anyOf(result, end);
    first.get(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** How it has ended. */
  String words() {
    return end.getNow("the caller waits");
  }
}
