package org.mano4j.pop;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a Pop tells bit by bit. Reading blocks until there is more, or the end, without limit:
 * whoever wants to stop waiting closes the stream, from any thread.
 *
 * <p>Holds at most some 30 messages that were not read yet; a reader that is slower than the Pop
 * slows the Pop down. One thread reads. A stream that is not read to its end must be closed.
 *
 * @param <T> what is told
 */
public final class PopStream<T> implements Iterator<T>, AutoCloseable {

  private static final int AHEAD = 32;

  private final Opening<?, ?, T> opening;
  private final BlockingQueue<Item<T>> items = new LinkedBlockingQueue<>();
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ClientCall<?, ?> call;
  private boolean closed;

  /** Of the reading thread: what comes next, and what the stream has ended with. */
  private @Nullable T next;

  private @Nullable End<T> end;
  private @Nullable T last;
  private @Nullable String token;
  private boolean loggedInAgain;

  private PopStream(Opening<?, ?, T> opening) {
    this.opening = opening;
  }

  /**
   * Logs in if needed and begins the call.
   *
   * @param timeout for the login
   * @param options with a deadline if the whole stream has one
   * @param resume the request to go on with in a new session after a message that was read; null if
   *     there is none
   */
  static <Q, R, T> PopStream<T> open(
      Account account,
      String what,
      Duration timeout,
      MethodDescriptor<Q, R> method,
      Q request,
      CallOptions options,
      Function<R, T> value,
      Function<T, @Nullable Q> resume) {
    Lease lease;
    try {
      lease = account.enter();
    } catch (CallFailure e) {
      throw e.explained(what, account);
    }
    PopStream<T> stream =
        new PopStream<>(
            new Opening<>(account, lease, what, timeout, method, request, options, value, resume));
    try {
      stream.begin();
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
    return stream;
  }

  /** Waits for the first message, or the end, and closes the stream if neither comes in time. */
  PopStream<T> awaitFirst() {
    CompletableFuture<Void> first = new CompletableFuture<>();
    first.orTimeout(opening.timeout().toNanos(), TimeUnit.NANOSECONDS);
    first.whenComplete((done, late) -> closeIf(late));
    try {
      if (!hasNext() && first.isCompletedExceptionally()) {
        throw opening.failure(Status.DEADLINE_EXCEEDED.withDescription("no answer in time"));
      }
      return this;
    } finally {
      first.complete(null);
    }
  }

  private void closeIf(@Nullable Throwable late) {
    if (late != null) {
      close();
    }
  }

  /**
   * Waits for what comes next.
   *
   * @return false at the end, or if this was closed
   * @throws PopException if the Pop ends the stream with a failure, or is lost
   */
  @Override
  public boolean hasNext() {
    boolean more = false;
    try {
      more = awaitNext();
    } finally {
      if (!more) {
        opening.lease().close();
      }
    }
    return more;
  }

  private boolean awaitNext() {
    while (next == null) {
      if (end == null) {
        Item<T> item = take();
        if (item instanceof Message<T> message) {
          next = message.value();
          last = next;
          loggedInAgain = false;
          break;
        }
        end = (End<T>) item;
      }
      if (isClosed() || end.status().isOk()) {
        return false;
      }
      CallFailure failure = new CallFailure(endedByPop(end.status()), end.trailers());
      if (failure.code() != PopException.Code.PERMISSION_DENIED || loggedInAgain || !resumes()) {
        throw failure.explained(opening.what(), opening.account());
      }
      // A token that others have got meanwhile may have ended as well.
      loggedInAgain = opening.session().drop(String.valueOf(token));
      end = null;
      begin();
    }
    return true;
  }

  /**
   * Waits for what comes next.
   *
   * @throws NoSuchElementException at the end, or if this was closed
   * @throws PopException if the Pop ends the stream with a failure, or is lost
   */
  @Override
  public T next() {
    T value = hasNext() ? next : null;
    if (value == null) {
      throw new NoSuchElementException(opening.what() + " has ended");
    }
    next = null;
    ClientCall<?, ?> open = call();
    if (open != null) {
      open.request(1);
    }
    return value;
  }

  /** Ends the stream: whoever waits in it is told that there is no more. Idempotent. */
  @Override
  public void close() {
    ClientCall<?, ?> open;
    lock.lock();
    try {
      closed = true;
      open = call;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.cancel("closed by its reader", null);
    }
    items.add(new End<>(Status.OK, new Metadata()));
    opening.lease().close();
  }

  /** A Pop that stops listening resets its streams; the reader has cancelled nothing. */
  private static Status endedByPop(Status status) {
    return status.getCode() == Status.Code.CANCELLED
        ? Status.UNAVAILABLE.withDescription("the Pop has broken it off")
        : status;
  }

  /** Whether it can go on in a new session, which nobody wants who has logged out. */
  private boolean resumes() {
    return opening.after(last) != null && !opening.session().hasEnded(String.valueOf(token));
  }

  private void begin() {
    token = opening.login();
    ClientCall<?, ?> begun = opening.begin(token, last, items);
    boolean tooLate;
    lock.lock();
    try {
      call = begun;
      tooLate = closed;
    } finally {
      lock.unlock();
    }
    if (tooLate) {
      begun.cancel("closed by its reader", null);
    }
  }

  private Item<T> take() {
    try {
      return items.take();
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw opening.failure(
          Status.CANCELLED.withDescription("interrupted while waiting for more").withCause(e));
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private @Nullable ClientCall<?, ?> call() {
    lock.lock();
    try {
      return call;
    } finally {
      lock.unlock();
    }
  }

  private sealed interface Item<T> permits Message, End {}

  private record Message<T>(T value) implements Item<T> {}

  private record End<T>(Status status, Metadata trailers) implements Item<T> {}

  /** How the call is made, perhaps twice. */
  private record Opening<Q, R, T>(
      Account account,
      Lease lease,
      String what,
      Duration timeout,
      MethodDescriptor<Q, R> method,
      Q request,
      CallOptions options,
      Function<R, T> value,
      Function<T, @Nullable Q> resume) {

    Session session() {
      return lease.session();
    }

    PopException failure(Status status) {
      return new CallFailure(status).explained(what, account);
    }

    String login() {
      PopCall login = new PopCall(account, what, timeout, true, Runnable::run);
      return Waiting.on(
          login.answer(() -> Repeats.of(login, true, login::login)), account.endpoint());
    }

    /** The request that goes on after this message, the first one if that is null. */
    @Nullable Q after(@Nullable T last) {
      return last == null ? request : resume.apply(last);
    }

    ClientCall<Q, R> begin(String token, @Nullable T last, BlockingQueue<Item<T>> items) {
      ClientCall<Q, R> call;
      try {
        call = session().channel().newCall(method, options);
      } catch (CallFailure e) {
        throw e.explained(what, account);
      }
      ClientCall.Listener<R> listener =
          new ClientCall.Listener<>() {
            @Override
            public void onMessage(R message) {
              items.add(new Message<>(value.apply(message)));
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
              items.add(new End<>(status, trailers));
            }
          };
      PopChannel.send(call, Objects.requireNonNull(after(last)), token, listener, AHEAD);
      return call;
    }
  }
}
