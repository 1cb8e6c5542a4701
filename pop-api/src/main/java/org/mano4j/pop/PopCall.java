package org.mano4j.pop;

import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One blocking call in a session: logs in if needed, and once more if the token is refused. */
final class PopCall {

  private final Session session;
  private final String what;
  private final Deadline deadline;
  private final boolean tellDeadline;

  /**
   * Prepares a call.
   *
   * @param what the call and its object, for messages
   * @param timeout for everything, login included
   * @param tellDeadline whether the Pop is told; it takes the deadline of Stop and Delete as grace
   */
  PopCall(Session session, String what, Duration timeout, boolean tellDeadline) {
    this.session = session;
    this.what = what;
    this.deadline = Deadline.after(timeout.toNanos(), TimeUnit.NANOSECONDS);
    this.tellDeadline = tellDeadline;
  }

  <Q, R> R run(MethodDescriptor<Q, R> method, Q request) {
    String token = login();
    try {
      return attempt(method, request, token);
    } catch (CallFailure failure) {
      if (failure.code() != PopException.Code.PERMISSION_DENIED) {
        throw failure.explained(what, session.channel().endpoint());
      }
    }
    session.drop(token);
    String fresh = login();
    try {
      return attempt(method, request, fresh);
    } catch (CallFailure failure) {
      throw failure.explained(what, session.channel().endpoint());
    }
  }

  /** Ends the session. A token that the Pop does not know any more is as good as logged out. */
  void end() {
    try {
      await(session.end(Duration.ofNanos(remaining())));
    } catch (CallFailure failure) {
      if (failure.code() != PopException.Code.PERMISSION_DENIED) {
        throw failure.explained(what, session.channel().endpoint());
      }
    }
  }

  private String login() {
    try {
      // A copy, so that giving up here does not take the login from the others who wait for it.
      return await(session.token().copy());
    } catch (CallFailure failure) {
      throw failure.explained(
          "Login of user '" + session.username() + "' (for " + what + ")",
          session.channel().endpoint());
    }
  }

  private <Q, R> R attempt(MethodDescriptor<Q, R> method, Q request, String token) {
    return await(session.channel().call(method, request, tellDeadline ? deadline : null, token));
  }

  private <R> R await(CompletableFuture<R> future) {
    try {
      return future.get(remaining(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      future.cancel(false);
      throw new CallFailure(Status.DEADLINE_EXCEEDED.withDescription("no answer in time"));
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt();
      throw new CallFailure(
          Status.CANCELLED
              .withDescription("interrupted while waiting for the answer")
              .withCause(e));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CallFailure failure) {
        throw failure;
      }
      throw new CallFailure(
          Status.INTERNAL.withDescription(String.valueOf(e.getCause())).withCause(e.getCause()));
    }
  }

  private long remaining() {
    return Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS));
  }
}
