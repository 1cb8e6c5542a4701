package org.mano4j.benchmarks.pop;

import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;
import org.mano4j.pop.proto.PopGrpc.PopBlockingStub;

/**
 * The generated stub, as one uses it by hand: one channel, logged in once, the token in the headers
 * of each call. It gives each call a deadline, as {@code PopClient} does, and nothing more.
 */
final class BarePop implements AutoCloseable {

  private static final long DEADLINE_SECONDS = 30;

  private final ManagedChannel channel;
  private final PopBlockingStub stub;

  private BarePop(ManagedChannel channel, PopBlockingStub stub) {
    this.channel = channel;
    this.stub = stub;
  }

  /** Logged in. */
  static BarePop at(PopAddress pop) throws IOException {
    ManagedChannel channel = pop.channel();
    PopBlockingStub stub = PopGrpc.newBlockingStub(channel);
    String token =
        stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
            .login(
                Credentials.newBuilder()
                    .setUsername(pop.user().username())
                    .setPassword(pop.user().password())
                    .build())
            .getValue();
    Metadata headers = new Metadata();
    headers.put(Metadata.Key.of("token", Metadata.ASCII_STRING_MARSHALLER), token);
    ClientInterceptor withToken = MetadataUtils.newAttachHeadersInterceptor(headers);
    return new BarePop(channel, stub.withInterceptors(withToken));
  }

  /** For one call. */
  PopBlockingStub call() {
    return stub.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
