package org.mano4j.pop;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The connection to one Pop. Opened by the first call, left by itself when idle. */
final class PopChannel {

  /** Where a Pop looks for the session. */
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final PopEndpoint endpoint;
  private final PopClientOptions options;
  private final @Nullable NetworkThread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ManagedChannel channel;
  private volatile boolean closed;

  /** Whether a Pop of a later generation was seen here. */
  private volatile boolean renewed;

  private final AtomicBoolean warned = new AtomicBoolean();

  /**
   * A connection.
   *
   * @param thread to use; null for those of all gRPC in this JVM
   */
  PopChannel(PopEndpoint endpoint, PopClientOptions options, @Nullable NetworkThread thread) {
    this.endpoint = endpoint;
    this.options = options;
    this.thread = thread;
  }

  PopEndpoint endpoint() {
    return endpoint;
  }

  PopClientOptions options() {
    return options;
  }

  /** Whether calls are encrypted. */
  static boolean isTls(PopEndpoint endpoint, PopClientOptions options) {
    return !endpoint.isInProcess() && (endpoint.isTls() || options.tls() != null);
  }

  /** Whether no call can be made any more. */
  boolean isClosed() {
    return closed;
  }

  /** Whether the Pop is known to be of a later generation; if not, it may still be. */
  boolean isRenewed() {
    return renewed;
  }

  /** Notes that the Pop has answered as those of the first generation cannot. */
  void renewed() {
    renewed = true;
  }

  /** True once: a warning about this Pop is due. */
  boolean warnOnce() {
    return warned.compareAndSet(false, true);
  }

  /**
   * Begins a call that one message ends. The future completes on the network thread, exceptionally
   * with a {@link CallFailure}; cancelling it cancels the call.
   *
   * @param options with the deadline that is also told to the Pop
   * @param token null for none
   * @param each is shown every message
   */
  <Q, R> CompletableFuture<Reply<R>> call(
      MethodDescriptor<Q, R> method,
      Q request,
      CallOptions options,
      @Nullable String token,
      Consumer<R> each) {
    ClientCall<Q, R> call;
    try {
      call = newCall(method, options);
    } catch (CallFailure e) {
      return CompletableFuture.failedFuture(e);
    }
    LastAnswer<R> answer = new LastAnswer<>(call, each);
    // Two, so that the end of the call is not held up by the flow control.
    send(call, request, token, answer, 2);
    answer.future().whenComplete((reply, failure) -> cancelIfGivenUp(answer, call));
    return answer.future();
  }

  /**
   * A call that is not begun.
   *
   * @throws CallFailure if this is closed
   */
  <Q, R> ClientCall<Q, R> newCall(MethodDescriptor<Q, R> method, CallOptions callOptions) {
    ManagedChannel open = open();
    if (open.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      // A Pop that was down may be back: this call connects anew, in place of being refused
      // because of an attempt made long before.
      open.enterIdle();
    }
    return open.newCall(method, callOptions);
  }

  /** Begins a call with its one request. */
  static <Q, R> void send(
      ClientCall<Q, R> call,
      Q request,
      @Nullable String token,
      ClientCall.Listener<R> listener,
      int messages) {
    Metadata headers = new Metadata();
    if (token != null) {
      headers.put(TOKEN, token);
    }
    call.start(listener, headers);
    call.request(messages);
    call.sendMessage(request);
    call.halfClose();
  }

  /** Breaks off what is under way. */
  void close() {
    end(ManagedChannel::shutdownNow);
  }

  /** Takes no more calls, and closes the connection when those that are under way have ended. */
  void finish() {
    end(ManagedChannel::shutdown);
  }

  private void end(Consumer<ManagedChannel> how) {
    ManagedChannel open;
    lock.lock();
    try {
      closed = true;
      open = channel;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      how.accept(open);
    }
  }

  private static void cancelIfGivenUp(LastAnswer<?> answer, ClientCall<?, ?> call) {
    if (answer.future().isCancelled()) {
      call.cancel("given up by the caller", null);
    }
  }

  private ManagedChannel open() {
    lock.lock();
    try {
      if (closed) {
        throw new CallFailure(
            Status.UNAVAILABLE.withDescription("the connection was closed by this program"));
      }
      ManagedChannel present = channel;
      if (present == null) {
        present = ChannelOpening.open(endpoint, options, thread);
        channel = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }
}
