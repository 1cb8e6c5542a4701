package org.mano4j.benchmarks.pop;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.benchmarks.harness.Suite;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopTls;
import picocli.CommandLine.Option;

/** Which Pop to measure in place of those that the suite starts itself. */
public final class PopOptions {

  @Option(
      names = "--addr",
      paramLabel = "HOST:PORT",
      description =
          "Measure only the suite pop, at the Pop that runs there, old ones too; after https:// if it"
              + " speaks TLS. Containers are created there, never started, and deleted again.")
  private @Nullable String address;

  @Option(
      names = "--user",
      paramLabel = "USER",
      description = "Who logs in there; by default the user of POP_AUTH (user:password).")
  private @Nullable String user;

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description =
          "The user's password. Others on this machine can read it here: better in POP_PASSWORD, or"
              + " POP_AUTH.")
  private @Nullable String password;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "What to create containers of; by default the first image of that Pop.")
  private String image = "";

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Speak TLS there, and trust the authorities in this PEM file only.")
  private @Nullable Path tlsCa;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Speak TLS there, and show the certificates in this PEM file to the Pop.")
  private @Nullable Path tlsCertificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of --tls-cert: PEM, PKCS #8, without password.")
  private @Nullable Path tlsKey;

  /**
   * The suite for the Pop that was named; empty if none was.
   *
   * @param environment variables, for what was not given
   * @throws IllegalArgumentException with a sentence, if something is missing or malformed
   */
  public Optional<Suite> suite(Map<String, String> environment) {
    if (address == null) {
      if (user != null
          || password != null
          || !image.isEmpty()
          || tlsCa != null
          || tlsCertificate != null
          || tlsKey != null) {
        throw new IllegalArgumentException(
            "--user, --password, --image and --tls-... are for the Pop at --addr, which is missing");
      }
      return Optional.empty();
    }
    PopTls tls =
        tlsCa == null && tlsCertificate == null && tlsKey == null
            ? null
            : new PopTls(tlsCa, tlsCertificate, tlsKey, "");
    return Optional.of(
        new RunningPopSuite(
            new PopAddress(PopEndpoint.parse(address), credentials(environment), tls), image));
  }

  private PopCredentials credentials(Map<String, String> environment) {
    String[] auth = environment.getOrDefault("POP_AUTH", "").split(":", 2);
    String name = user == null ? auth[0] : user;
    if (name.isEmpty()) {
      throw new IllegalArgumentException("--addr needs --user, or POP_AUTH=user:password");
    }
    String secret = password;
    if (secret == null && auth.length > 1 && name.equals(auth[0])) {
      secret = auth[1];
    }
    if (secret == null) {
      secret = environment.get("POP_PASSWORD");
    }
    if (secret == null) {
      throw new IllegalArgumentException(
          "--addr needs the password of " + name + ": --password, POP_PASSWORD, or POP_AUTH");
    }
    return new PopCredentials(name, secret);
  }
}
