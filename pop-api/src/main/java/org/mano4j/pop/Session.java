package org.mano4j.pop;

import io.grpc.CallOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;

/** One user's session at one Pop, shared by all of its clients. */
final class Session {

  private final PopChannel channel;
  private final PopCredentials credentials;
  private final PopClientOptions options;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<String> token;
  private @Nullable String ended;

  /** Until when a login that was refused is not tried again. */
  private long refusedUntil;

  private boolean refused;

  Session(
      PopChannel channel,
      PopCredentials credentials,
      PopClientOptions options,
      LongSupplier nanos) {
    this.channel = channel;
    this.credentials = credentials;
    this.options = options;
    this.nanos = nanos;
  }

  PopChannel channel() {
    return channel;
  }

  /**
   * The token, after a login if there is none. Whoever comes while a login is under way waits for
   * the same one. A failed login is told to all of them, and tried again by the next who comes; one
   * that was refused, only after {@link PopClientOptions#refusedLoginPause}.
   */
  CompletableFuture<String> token() {
    CompletableFuture<String> mine;
    lock.lock();
    try {
      if (token != null && (!token.isCompletedExceptionally() || isRefused())) {
        return token;
      }
      refused = false;
      mine = new CompletableFuture<>();
      token = mine;
    } finally {
      lock.unlock();
    }
    login(mine);
    return mine;
  }

  /**
   * Drops a token that the Pop no longer takes, unless a newer one is there already, or the login
   * for that has failed.
   *
   * @return whether the next token is that of a new login, and not one that others have got before
   */
  boolean drop(String refused) {
    lock.lock();
    try {
      if (token != null
          && token.isDone()
          && !token.isCompletedExceptionally()
          && refused.equals(token.join())) {
        token = null;
      }
      return token == null;
    } finally {
      lock.unlock();
    }
  }

  /** Logs out if logged in. Completes normally if there was nothing to do. */
  CompletableFuture<?> end(Duration timeout) {
    CompletableFuture<String> last;
    lock.lock();
    try {
      last = token;
      token = null;
      if (last != null && last.isDone() && !last.isCompletedExceptionally()) {
        ended = last.join();
      }
    } finally {
      lock.unlock();
    }
    if (last == null || !last.isDone() || last.isCompletedExceptionally()) {
      return CompletableFuture.completedFuture(null);
    }
    return channel.call(
        PopGrpc.getLogoutMethod(),
        com.google.protobuf.Empty.getDefaultInstance(),
        within(timeout),
        last.join(),
        reply -> {});
  }

  /** Whether this is the token that was logged out last. */
  boolean hasEnded(String token) {
    lock.lock();
    try {
      return token.equals(ended);
    } finally {
      lock.unlock();
    }
  }

  private boolean isRefused() {
    return refused && nanos.getAsLong() - refusedUntil < 0;
  }

  /** What to tell of a failed login. One that the Pop has refused is not to be repeated at once. */
  private Throwable noted(Throwable failure) {
    Duration pause = options.refusedLoginPause();
    if (pause.isZero() || !(Causes.of(failure) instanceof CallFailure f) || !isRefusal(f)) {
      return failure;
    }
    lock.lock();
    try {
      refused = true;
      refusedUntil = nanos.getAsLong() + pause.toNanos();
    } finally {
      lock.unlock();
    }
    return f.saying("", "; it is not tried again for " + pause.toSeconds() + " s");
  }

  private static boolean isRefusal(CallFailure failure) {
    return switch (failure.code()) {
      case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, INTERNAL, UNIMPLEMENTED -> false;
      default -> true;
    };
  }

  private void login(CompletableFuture<String> result) {
    Credentials request =
        Credentials.newBuilder()
            .setUsername(credentials.username())
            .setPassword(credentials.password())
            .build();
    channel
        .call(PopGrpc.getLoginMethod(), request, within(options.deadline()), null, reply -> {})
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                result.complete(reply.message().getValue());
              } else {
                result.completeExceptionally(noted(failure));
              }
            });
  }

  private static CallOptions within(Duration timeout) {
    return CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
