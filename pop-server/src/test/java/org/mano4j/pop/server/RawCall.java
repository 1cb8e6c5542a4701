package org.mano4j.pop.server;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.proto.PopGrpc;

/** Calls whose request is just bytes. */
final class RawCall {

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private RawCall() {}

  /** All calls of the Pop's service. */
  static List<MethodDescriptor<byte[], byte[]>> methods() {
    return PopGrpc.getServiceDescriptor().getMethods().stream()
        .map(method -> method.toBuilder(BYTES, BYTES).build())
        .toList();
  }

  /**
   * How a call with this request and these headers ends. Takes one answer at most.
   *
   * @param options a deadline is only needed for a call that may have nothing to say
   */
  static Outcome make(
      Channel channel,
      MethodDescriptor<byte[], byte[]> method,
      byte[] request,
      Metadata headers,
      CallOptions options) {
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    ClientCall<byte[], byte[]> call =
        channel.newCall(
            method,
            options.getDeadline() == null
                ? options.withDeadlineAfter(60, TimeUnit.SECONDS)
                : options);
    call.start(
        new ClientCall.Listener<>() {
          @Override
          public void onMessage(byte[] message) {
            if (!method.getType().serverSendsOneMessage()) {
              outcome.complete(new Outcome(Status.OK, new Metadata()));
              call.cancel("one answer is enough", null);
            }
          }

          @Override
          public void onClose(Status status, Metadata trailers) {
            outcome.complete(new Outcome(status, trailers));
          }
        },
        headers);
    call.request(2);
    call.sendMessage(request);
    call.halfClose();
    return outcome.orTimeout(90, TimeUnit.SECONDS).join();
  }

  record Outcome(Status status, Metadata trailers) {}
}
