package org.mano4j.samples.pop;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopClientOptions;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.PopTls;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which Pop, as whom, and how: options of every command. */
final class PopAccess {

  @Option(
      names = "--auth",
      paramLabel = "USER:PASSWORD",
      scope = ScopeType.INHERIT,
      description =
          "Who logs in; the password may hold colons. Others on this machine can read it here:"
              + " better in POP_AUTH.")
  private @Nullable String auth;

  @Option(
      names = "--host",
      paramLabel = "HOST:PORT",
      scope = ScopeType.INHERIT,
      description = "Where the Pop listens; after https:// if it speaks TLS.")
  private @Nullable String host;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      scope = ScopeType.INHERIT,
      converter = TimeConverter.class,
      description =
          "How long a call may take, such as 500ms, 10s or 2m; by default 30s. For stop and delete"
              + " also how long a container has to end by itself.")
  private @Nullable Duration timeout;

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Speak TLS, and trust the authorities in this PEM file only.")
  private @Nullable Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Speak TLS, and show the certificates in this PEM file to the Pop.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The key of --tls-cert: PEM, PKCS #8, without password.")
  private @Nullable Path tlsKey;

  /**
   * Sends nothing before the first call.
   *
   * @throws IllegalArgumentException if an option, or a variable in its place, is malformed
   */
  PopConnection connect(Surroundings surroundings) {
    PopEndpoint endpoint = surroundings.endpoint(host);
    PopCredentials credentials =
        Auth.parse(auth == null ? surroundings.variable("POP_AUTH") : auth);
    PopSessions sessions = PopSessions.create(options());
    PopClient client = sessions.client(endpoint, credentials);
    return new PopConnection(sessions, timeout == null ? client : client.withDeadline(timeout));
  }

  private PopClientOptions options() {
    // The process ends right after: what it would wait for then is ended before.
    PopClientOptions options = PopClientOptions.defaults().withOwnThread(true);
    if (timeout != null) {
      options = options.withDeadline(timeout);
    }
    return tlsCa == null && tlsCertificate == null && tlsKey == null
        ? options
        : options.withTls(new PopTls(tlsCa, tlsCertificate, tlsKey, ""));
  }
}
