package org.mano4j.pop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Repeats a request while its Pop is unavailable, with pauses that double and that differ from
 * client to client, so that a Pop that comes back is not met by all of them at once.
 */
final class Repeats {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private Repeats() {}

  /**
   * Runs the request until it succeeds, fails for another reason, or tries or time have run out.
   *
   * @param safe whether it may arrive twice; otherwise it is repeated only if it was not sent,
   *     since the login before it has failed
   */
  static <T> CompletableFuture<T> of(
      PopCall call, boolean safe, Supplier<CompletableFuture<T>> request) {
    return attempt(call, safe, request, 0);
  }

  private static <T> CompletableFuture<T> attempt(
      PopCall call, boolean safe, Supplier<CompletableFuture<T>> request, int done) {
    return request
        .get()
        .exceptionallyCompose(
            failure -> {
              Duration pause = pause(done);
              if (done >= call.session().channel().options().retries()
                  || !mayBeRepeated(failure, safe)
                  || call.session().channel().isClosed()
                  || !call.hasTimeFor(pause)) {
                return CompletableFuture.failedFuture(failure);
              }
              call.triesAgain(!isOfLogin(failure));
              return CompletableFuture.runAsync(
                      () -> {},
                      CompletableFuture.delayedExecutor(
                          pause.toNanos(), TimeUnit.NANOSECONDS, Runnable::run))
                  .thenCompose(waited -> attempt(call, safe, request, done + 1));
            });
  }

  private static boolean mayBeRepeated(Throwable failure, boolean safe) {
    return isUnavailable(failure) && (safe || isOfLogin(failure));
  }

  /** Whether the Pop was not reached, or takes no calls for now. */
  static boolean isUnavailable(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure e && e.code() == PopException.Code.UNAVAILABLE;
  }

  private static boolean isOfLogin(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure e && e.isOfLogin();
  }

  private static Duration pause(int done) {
    long longest = Math.min(LONGEST_PAUSE.toNanos(), FIRST_PAUSE.toNanos() << Math.min(done, 10));
    return Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest / 2, longest + 1));
  }
}
