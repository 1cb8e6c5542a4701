package org.mano4j.benchmarks.pop;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.TrialInput;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopTls;

/**
 * A running Pop, and as whom and how to call it.
 *
 * @param tls null to trust whom the JVM trusts, if the address says TLS at all
 */
record PopAddress(PopEndpoint endpoint, PopCredentials user, @Nullable PopTls tls) {

  private static final String ADDRESS = "address";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String TRUSTED = "trusted";
  private static final String CERTIFICATE = "certificate";
  private static final String KEY = "key";

  /** What a fork was told by {@link #values}. */
  static PopAddress of(TrialInput input) {
    Path trusted = path(input, TRUSTED);
    Path certificate = path(input, CERTIFICATE);
    Path key = path(input, KEY);
    return new PopAddress(
        PopEndpoint.parse(input.value(ADDRESS)),
        new PopCredentials(input.value(USER), input.value(PASSWORD)),
        trusted == null && certificate == null ? null : new PopTls(trusted, certificate, key, ""));
  }

  /** For a fork; it gets them by a pipe, where nobody else reads the password. */
  Map<String, String> values() {
    Map<String, String> values = new HashMap<>();
    values.put(ADDRESS, endpoint.toString());
    values.put(USER, user.username());
    values.put(PASSWORD, user.password());
    if (tls != null) {
      put(values, TRUSTED, tls.trusted());
      put(values, CERTIFICATE, tls.certificate());
      put(values, KEY, tls.key());
    }
    return values;
  }

  PopClientOptions options() {
    PopClientOptions options = PopClientOptions.defaults();
    return tls == null ? options : options.withTls(tls);
  }

  /** As one opens it by hand; takes messages as large as the client's. */
  ManagedChannel channel() throws IOException {
    return NettyChannelBuilder.forAddress(endpoint.host(), endpoint.port(), credentials())
        .maxInboundMessageSize(options().maxMessageSize())
        .build();
  }

  private ChannelCredentials credentials() throws IOException {
    if (tls == null && !endpoint.isTls()) {
      return InsecureChannelCredentials.create();
    }
    TlsChannelCredentials.Builder credentials = TlsChannelCredentials.newBuilder();
    if (tls != null && tls.trusted() != null) {
      credentials.trustManager(tls.trusted().toFile());
    }
    if (tls != null && tls.certificate() != null && tls.key() != null) {
      credentials.keyManager(tls.certificate().toFile(), tls.key().toFile());
    }
    return credentials.build();
  }

  private static void put(Map<String, String> values, String name, @Nullable Path file) {
    if (file != null) {
      values.put(name, file.toAbsolutePath().toString());
    }
  }

  private static @Nullable Path path(TrialInput input, String name) {
    String value = input.values().get(name);
    return value == null ? null : Path.of(value);
  }
}
