package org.mano4j.pop;

import io.grpc.CallOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;

/** One user's session at one Pop, shared by all of its clients. */
final class Session {

  private final PopChannel channel;
  private final PopCredentials credentials;
  private final Duration loginTimeout;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable CompletableFuture<String> token;
  private @Nullable String ended;

  Session(PopChannel channel, PopCredentials credentials, Duration loginTimeout) {
    this.channel = channel;
    this.credentials = credentials;
    this.loginTimeout = loginTimeout;
  }

  PopChannel channel() {
    return channel;
  }

  String username() {
    return credentials.username();
  }

  /**
   * The token, after a login if there is none. Whoever comes while a login is under way waits for
   * the same one. A failed login is told to all of them, and tried again by the next who comes.
   */
  CompletableFuture<String> token() {
    CompletableFuture<String> mine;
    lock.lock();
    try {
      if (token != null && !token.isCompletedExceptionally()) {
        return token;
      }
      mine = new CompletableFuture<>();
      token = mine;
    } finally {
      lock.unlock();
    }
    login(mine);
    return mine;
  }

  /**
   * Drops a token that the Pop no longer takes, unless a newer one is there already.
   *
   * @return whether the next token is that of a new login, and not one that others have got before
   */
  boolean drop(String refused) {
    lock.lock();
    try {
      if (token != null && token.isDone() && refused.equals(token.getNow(null))) {
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

  private void login(CompletableFuture<String> result) {
    Credentials request =
        Credentials.newBuilder()
            .setUsername(credentials.username())
            .setPassword(credentials.password())
            .build();
    channel
        .call(PopGrpc.getLoginMethod(), request, within(loginTimeout), null, reply -> {})
        .whenComplete(
            (reply, failure) -> {
              if (failure == null) {
                result.complete(reply.message().getValue());
              } else {
                result.completeExceptionally(failure);
              }
            });
  }

  private static CallOptions within(Duration timeout) {
    return CallOptions.DEFAULT.withDeadlineAfter(timeout.toNanos(), TimeUnit.NANOSECONDS);
  }
}
