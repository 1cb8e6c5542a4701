package org.mano4j.pop;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.TlsChannelCredentials;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the gRPC channel to a Pop: in this process, in plain text, or with TLS. */
final class ChannelOpening {

  private ChannelOpening() {}

  /**
   * Connects nothing yet.
   *
   * @param thread to use; null for those of all gRPC in this JVM
   * @throws CallFailure if a file of TLS cannot be used
   */
  static ManagedChannel open(
      PopEndpoint endpoint, PopClientOptions options, @Nullable NetworkThread thread) {
    ManagedChannelBuilder<?> builder =
        endpoint.isInProcess()
            ? InProcessChannelBuilder.forName(endpoint.host())
            : overNetwork(endpoint, options, thread);
    return builder
        .directExecutor()
        .disableRetry()
        .maxInboundMessageSize(options.maxMessageSize())
        .idleTimeout(5, TimeUnit.MINUTES)
        .build();
  }

  private static ManagedChannelBuilder<?> overNetwork(
      PopEndpoint endpoint, PopClientOptions options, @Nullable NetworkThread thread) {
    PopTls tls = options.tls();
    if (tls == null && endpoint.isTls()) {
      tls = PopTls.defaults();
    }
    NettyChannelBuilder builder;
    try {
      builder =
          NettyChannelBuilder.forAddress(
              endpoint.host(),
              endpoint.port(),
              tls == null ? InsecureChannelCredentials.create() : credentials(tls));
    } catch (IllegalArgumentException e) {
      // The files are parsed here.
      throw unusable(PemFiles.of(tls) + " cannot be used: " + e.getMessage(), e);
    }
    if (thread != null) {
      thread.serves(builder);
    }
    if (tls != null && !tls.authorityOverride().isEmpty()) {
      builder.overrideAuthority(tls.authorityOverride());
    }
    if (!options.keepAlive().isZero()) {
      builder.keepAliveTime(options.keepAlive().toNanos(), TimeUnit.NANOSECONDS);
      builder.keepAliveTimeout(options.keepAliveTimeout().toNanos(), TimeUnit.NANOSECONDS);
    }
    return builder;
  }

  private static ChannelCredentials credentials(PopTls tls) {
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    Path trusted = tls.trusted();
    Path certificate = tls.certificate();
    Path key = tls.key();
    try {
      if (trusted != null) {
        credentials.trustManager(PemFiles.certificates(trusted));
      }
      if (certificate != null && key != null) {
        credentials.keyManager(PemFiles.certificates(certificate), PemFiles.key(key));
      }
    } catch (IOException e) {
      throw unusable(e.getMessage(), e);
    }
    return credentials.build();
  }

  private static CallFailure unusable(@Nullable String why, Exception e) {
    return new CallFailure(
        Status.FAILED_PRECONDITION
            .withDescription(
                "TLS cannot be set up: "
                    + why
                    + "; give PEM files: certificates, and a key in PKCS #8 form without password")
            .withCause(e));
  }
}
