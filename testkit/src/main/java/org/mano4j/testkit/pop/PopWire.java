package org.mano4j.testkit.pop;

import com.google.protobuf.Empty;
import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.PopGrpc;

/** A connection to a Pop, with a session of its own. Thread-safe. */
final class PopWire implements AutoCloseable {

  private static final int LARGEST_ANSWER = 256 * 1024 * 1024;

  private final PopCredentials user;
  private final Duration timeout;
  private final ManagedChannel channel;
  private final PopSession session;

  /**
   * Connects and logs in.
   *
   * @throws PopRefusal if the Pop cannot be reached, or does not know the user
   */
  PopWire(PopUnderTest target, PopEndpoint endpoint) {
    this.user = target.credentials();
    this.timeout = target.timeout();
    this.channel = channel(target, endpoint);
    try {
      this.session = with(login());
    } catch (RuntimeException e) {
      channel.shutdownNow();
      throw e;
    }
  }

  /** The session that it has opened. */
  PopSession session() {
    return session;
  }

  /** The same connection, with these tokens or none. */
  PopSession with(String... tokens) {
    return new PopSession(channel, timeout, tokens);
  }

  /** A new token. */
  String login() {
    return with()
        .call(
            PopGrpc.getLoginMethod(),
            Credentials.newBuilder()
                .setUsername(user.username())
                .setPassword(user.password())
                .build())
        .getValue();
  }

  /** Ends session and connection. */
  @Override
  public void close() {
    try {
      session.call(PopGrpc.getLogoutMethod(), Empty.getDefaultInstance(), Duration.ofSeconds(5));
    } catch (PopRefusal e) {
      // The Pop is gone or has forgotten the session: it is ended all the same.
    } finally {
      channel.shutdownNow();
    }
  }

  /** Some of what is wrong with a file is only seen when the channel is made. */
  private static ManagedChannel channel(PopUnderTest target, PopEndpoint endpoint) {
    try {
      return Grpc.newChannelBuilderForAddress(endpoint.host(), endpoint.port(), security(target))
          .maxInboundMessageSize(LARGEST_ANSWER)
          .build();
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "cannot speak TLS"
              + file(", trusting what is in ", target.tlsCa())
              + file(", with the certificate in ", target.tlsCertificate())
              + file(" and the key in ", target.tlsKey())
              + ": "
              + e.getMessage(),
          e);
    }
  }

  private static ChannelCredentials security(PopUnderTest target) throws IOException {
    if (!target.tls()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder tls = TlsChannelCredentials.newBuilder();
    Path trusted = target.tlsCa();
    if (trusted != null) {
      tls.trustManager(trusted.toFile());
    }
    Path own = target.tlsCertificate();
    Path key = target.tlsKey();
    if (own != null && key != null) {
      tls.keyManager(own.toFile(), key.toFile());
    }
    return tls.build();
  }

  private static String file(String words, @Nullable Path file) {
    return file == null ? "" : words + file;
  }
}
