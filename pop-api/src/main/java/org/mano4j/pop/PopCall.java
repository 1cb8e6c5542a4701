package org.mano4j.pop;

import io.grpc.CallOptions;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call of a user, of one or several requests in a session: logs in if needed, and once more if
 * the token is refused. Blocks nobody.
 */
final class PopCall {

  private final Account account;
  private final String what;
  private final Executor executor;
  private final Deadline deadline;
  private final boolean tellDeadline;

  /** The request that is under way, and whether nobody waits for it any more. */
  private volatile @Nullable CompletableFuture<?> step;

  private volatile boolean over;

  /** Kept from its beginning to its end. */
  private volatile @Nullable Lease lease;

  /** How often something was tried, and whether a request may have arrived without its answer. */
  private volatile int tries = 1;

  private volatile boolean lost;

  /**
   * Prepares a call.
   *
   * @param what the call and its object, for messages
   * @param timeout for everything, login included
   * @param tellDeadline whether the Pop is told; it takes the deadline of Stop and Delete as grace
   * @param executor runs what the user has attached to the answer
   */
  PopCall(Account account, String what, Duration timeout, boolean tellDeadline, Executor executor) {
    this.account = account;
    this.what = what;
    this.executor = executor;
    this.deadline = Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
    this.tellDeadline = tellDeadline;
  }

  /** One request and what is made of its answer. */
  <Q, R, T> CompletableFuture<T> run(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> value) {
    return answer(() -> send(method, request).thenApply(reply -> value.apply(reply.message())));
  }

  /**
   * The future that a user gets: it ends in time, fails with {@link PopException}, and cancelling
   * it gives up the work.
   */
  <T> CompletableFuture<T> answer(Supplier<CompletableFuture<T>> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    result.whenComplete((value, failure) -> giveUp());
    begun(work, result)
        .orTimeout(remaining(), TimeUnit.NANOSECONDS)
        .whenCompleteAsync(
            (value, failure) -> {
              // Before anybody knows of the end, who may want the place of this session.
              leave();
              if (failure == null) {
                result.complete(value);
              } else {
                result.completeExceptionally(explained(failure));
              }
            },
            executor)
        // Does something only if the executor has refused.
        .whenComplete((value, failure) -> failWith(failure, result));
    return result;
  }

  private <T> CompletableFuture<T> begun(
      Supplier<CompletableFuture<T>> work, CompletableFuture<T> result) {
    try {
      lease = account.enter();
      result.whenComplete((value, failure) -> leave());
    } catch (CallFailure e) {
      return CompletableFuture.failedFuture(e);
    }
    try {
      return work.get();
    } catch (RuntimeException | Error e) {
      // What cannot be asked at all is the caller's mistake, but no use of the session.
      leave();
      throw e;
    }
  }

  private void leave() {
    Lease open = lease;
    if (open != null) {
      open.close();
    }
  }

  private void failWith(@Nullable Throwable failure, CompletableFuture<?> result) {
    if (failure != null) {
      result.completeExceptionally(explained(failure));
    }
  }

  /**
   * One request that does no harm if it is sent twice, and what is made of its answer.
   *
   * @see #sendSafely
   */
  <Q, R, T> CompletableFuture<T> runSafely(
      MethodDescriptor<Q, R> method, Q request, Function<R, T> value) {
    return answer(
        () -> sendSafely(method, request).thenApply(reply -> value.apply(reply.message())));
  }

  /** One request, in the session; only the login is repeated. Fails with {@link CallFailure}. */
  <Q, R> CompletableFuture<Reply<R>> send(MethodDescriptor<Q, R> method, Q request) {
    return Repeats.of(this, false, () -> once(method, request));
  }

  /** The same for a request that does no harm if it is sent twice. */
  <Q, R> CompletableFuture<Reply<R>> sendSafely(MethodDescriptor<Q, R> method, Q request) {
    return Repeats.of(this, true, () -> once(method, request));
  }

  private <Q, R> CompletableFuture<Reply<R>> once(MethodDescriptor<Q, R> method, Q request) {
    return inSession(token -> attempt(method, request, options(), token, message -> {}));
  }

  Session session() {
    return Objects.requireNonNull(lease, "a call that has begun").session();
  }

  /** Whether another try after a pause can still be in time for somebody. */
  boolean hasTimeFor(Duration pause) {
    return !over && remaining() > pause.toNanos();
  }

  /** Notes that there is another try, and whether the Pop may have carried out the last one. */
  void triesAgain(boolean maybeDone) {
    tries++;
    lost |= maybeDone;
  }

  /** Whether the Pop may have carried out a request before the last one. */
  boolean isRepeated() {
    return lost;
  }

  /** One request whose answers are shown on the executor, one after the other. */
  <Q, R> CompletableFuture<Reply<R>> send(
      MethodDescriptor<Q, R> method, Q request, Consumer<R> each) {
    CallOptions options = options().withExecutor(executor);
    return Repeats.of(
        this, false, () -> inSession(token -> attempt(method, request, options, token, each)));
  }

  /** Ends the session. A token that the Pop does not know any more is as good as logged out. */
  CompletableFuture<Void> end() {
    return answer(
        () ->
            Causes.taken(
                session().end(Duration.ofNanos(remaining())).thenApply(reply -> null),
                PopCall::isRefusedToken,
                null));
  }

  private <T> CompletableFuture<T> inSession(Function<String, CompletableFuture<T>> request) {
    return login()
        .thenCompose(
            token ->
                request
                    .apply(token)
                    .exceptionallyCompose(
                        failure -> {
                          if (!isRefusedToken(failure)) {
                            return CompletableFuture.failedFuture(failure);
                          }
                          session().drop(token);
                          return login().thenCompose(request);
                        }));
  }

  /** The token, after a login if there is none. Fails with {@link CallFailure}. */
  CompletableFuture<String> login() {
    return session()
        .token()
        .exceptionallyCompose(
            failure ->
                CompletableFuture.failedFuture(
                    Causes.of(failure) instanceof CallFailure f ? f.ofLogin() : failure));
  }

  private <Q, R> CompletableFuture<Reply<R>> attempt(
      MethodDescriptor<Q, R> method,
      Q request,
      CallOptions options,
      String token,
      Consumer<R> each) {
    if (over) {
      return CompletableFuture.failedFuture(
          new CallFailure(Status.CANCELLED.withDescription("given up by its caller")));
    }
    CompletableFuture<Reply<R>> begun =
        session().channel().call(method, request, options, token, each);
    step = begun;
    if (over) {
      begun.cancel(false);
    }
    return begun;
  }

  private void giveUp() {
    over = true;
    CompletableFuture<?> last = step;
    if (last != null) {
      last.cancel(false);
    }
  }

  private CallOptions options() {
    return tellDeadline ? CallOptions.DEFAULT.withDeadline(deadline) : CallOptions.DEFAULT;
  }

  private long remaining() {
    return Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }

  private PopException explained(Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause instanceof PopException e) {
      return e;
    }
    if (cause instanceof CallFailure f) {
      return f.explained(what, account, tries);
    }
    Status status =
        cause instanceof TimeoutException
            ? Status.DEADLINE_EXCEEDED.withDescription("no answer in time")
            : Status.INTERNAL.withDescription(String.valueOf(cause)).withCause(cause);
    return new CallFailure(status).explained(what, account);
  }

  private static boolean isRefusedToken(Throwable failure) {
    return Causes.of(failure) instanceof CallFailure f
        && f.code() == PopException.Code.PERMISSION_DENIED;
  }
}
