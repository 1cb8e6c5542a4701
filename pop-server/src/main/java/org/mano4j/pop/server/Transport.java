package org.mano4j.pop.server;

import io.grpc.InsecureServerCredentials;
import io.grpc.ServerBuilder;
import io.grpc.ServerCredentials;
import io.grpc.TlsServerCredentials;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;

/** How callers reach a server: inside the JVM, in plain text, or with TLS. */
final class Transport {

  private static final int SHORTEST_KEEP_ALIVE_SECONDS = 30;

  private Transport() {}

  static ServerBuilder<?> of(PopServerConfig config) {
    @Nullable String inProcess = config.inProcess();
    if (inProcess != null) {
      return InProcessServerBuilder.forName(inProcess)
          .maxInboundMetadataSize(config.maxHeaderSize());
    }
    PeerFaults.keepQuiet();
    InetSocketAddress address = new InetSocketAddress(config.address(), config.port());
    return builder(config, address)
        .maxInboundMessageSize(config.maxMessageSize())
        .maxInboundMetadataSize(config.maxHeaderSize())
        .permitKeepAliveTime(SHORTEST_KEEP_ALIVE_SECONDS, TimeUnit.SECONDS)
        .permitKeepAliveWithoutCalls(true);
  }

  private static NettyServerBuilder builder(PopServerConfig config, InetSocketAddress address) {
    @Nullable PopServerTls tls = config.tls();
    if (tls == null) {
      return NettyServerBuilder.forAddress(address, InsecureServerCredentials.create());
    }
    try {
      return NettyServerBuilder.forAddress(address, credentials(tls));
    } catch (IOException | IllegalArgumentException e) {
      throw new PopException(
          Code.FAILED_PRECONDITION,
          "Pop '"
              + config.name()
              + "' cannot offer TLS with the files "
              + tls.certificateChain()
              + " and "
              + tls.privateKey()
              + (tls.clientAuthorities() == null ? "" : " and " + tls.clientAuthorities())
              + ": "
              + e.getMessage()
              + "; give readable PEM files, the key in PKCS#8 form without a password",
          e);
    }
  }

  private static ServerCredentials credentials(PopServerTls tls) throws IOException {
    TlsServerCredentials.Builder credentials =
        TlsServerCredentials.newBuilder()
            .keyManager(tls.certificateChain().toFile(), tls.privateKey().toFile());
    KeyCheck.fits(tls.certificateChain(), tls.privateKey());
    if (tls.clientAuthorities() != null) {
      credentials
          .trustManager(tls.clientAuthorities().toFile())
          .clientAuth(TlsServerCredentials.ClientAuth.REQUIRE);
    }
    return credentials.build();
  }
}
