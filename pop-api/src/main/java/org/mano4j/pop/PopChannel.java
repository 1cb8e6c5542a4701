package org.mano4j.pop;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.Deadline;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection to one Pop. Opened by the first call, left by itself when idle. */
final class PopChannel {

  /** Where a Pop looks for the session. */
  private static final Metadata.Key<String> TOKEN =
      Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER);

  private final PopEndpoint endpoint;
  private final PopClientOptions options;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable ManagedChannel channel;
  private boolean closed;

  PopChannel(PopEndpoint endpoint, PopClientOptions options) {
    this.endpoint = endpoint;
    this.options = options;
  }

  PopEndpoint endpoint() {
    return endpoint;
  }

  /**
   * Begins a call. The future completes on the network thread, exceptionally with a {@link
   * CallFailure}; cancelling it cancels the call.
   *
   * @param deadline also told to the Pop; null for none
   * @param token null for none
   */
  <Q, R> CompletableFuture<R> call(
      MethodDescriptor<Q, R> method,
      Q request,
      @Nullable Deadline deadline,
      @Nullable String token) {
    ManagedChannel open = open();
    if (open.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
      // A Pop that was down may be back: this call connects anew, in place of being refused
      // because of an attempt made long before.
      open.enterIdle();
    }
    CallOptions callOptions =
        deadline == null ? CallOptions.DEFAULT : CallOptions.DEFAULT.withDeadline(deadline);
    ClientCall<Q, R> call = open.newCall(method, callOptions);
    Metadata headers = new Metadata();
    if (token != null) {
      headers.put(TOKEN, token);
    }
    UnaryAnswer<R> answer = new UnaryAnswer<>();
    call.start(answer, headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    answer.future().whenComplete((reply, failure) -> cancelIfGivenUp(answer, call));
    return answer.future();
  }

  void close() {
    ManagedChannel open;
    lock.lock();
    try {
      closed = true;
      open = channel;
    } finally {
      lock.unlock();
    }
    if (open != null) {
      open.shutdownNow();
    }
  }

  private static void cancelIfGivenUp(UnaryAnswer<?> answer, ClientCall<?, ?> call) {
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
        present =
            NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port())
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .maxInboundMessageSize(options.maxMessageSize())
                .idleTimeout(5, TimeUnit.MINUTES)
                .build();
        channel = present;
      }
      return present;
    } finally {
      lock.unlock();
    }
  }
}
