package org.mano4j.testkit.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;

/**
 * A Pop server that cases are run against, and what they may use there. Begin with {@link #of}:
 * later versions may add components.
 *
 * @param endpoint where it is
 * @param tls whether it speaks TLS
 * @param tlsCa certificates to trust, in PEM; null for those that this Java trusts. Needs tls
 * @param credentials of a user that may do everything
 * @param image one that runs until it is stopped
 * @param network the network to attach containers to; null for the default one
 * @param exitImages by code, images that end by themselves with that code
 * @param brokenImage one that is listed, but cannot be started; null if there is none
 * @param timeout how long a call or a change of state may take before it counts as missing
 * @param platform what is behind it; null if it cannot be looked at
 * @param imageWithoutCommand one that is listed, but refused at Create, since nothing could run in
 *     a container of it; null if there is none
 * @param tlsCertificate the caller's own certificates, in PEM, for a Pop that asks for them; null
 *     for none. Needs tls and tlsKey
 * @param tlsKey the key of tlsCertificate, in PEM (PKCS #8) without password; null for none
 */
@RecordBuilder
public record PopUnderTest(
    PopEndpoint endpoint,
    boolean tls,
    @Nullable Path tlsCa,
    PopCredentials credentials,
    String image,
    @Nullable String network,
    Map<Integer, String> exitImages,
    @Nullable String brokenImage,
    Duration timeout,
    @Nullable PopPlatform platform,
    @Nullable String imageWithoutCommand,
    @Nullable Path tlsCertificate,
    @Nullable Path tlsKey)
    implements PopUnderTestBuilder.With {

  /** The {@link #timeout} unless another one is chosen: 30 s. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** Copies the map; refuses what is absent or makes no sense. */
  public PopUnderTest {
    Objects.requireNonNull(endpoint, "endpoint");
    Objects.requireNonNull(credentials, "credentials");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(timeout, "timeout");
    exitImages = Map.copyOf(exitImages);
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be more than zero, but is " + timeout);
    }
    if (tlsCa != null && !tls) {
      throw new IllegalArgumentException("certificates to trust need tls");
    }
    if (tlsCertificate != null && !tls) {
      throw new IllegalArgumentException("a certificate of the caller needs tls");
    }
    if ((tlsCertificate == null) != (tlsKey == null)) {
      throw new IllegalArgumentException("a certificate of the caller and its key need each other");
    }
    if (endpoint.isInProcess()) {
      throw new IllegalArgumentException(
          "cases go over the wire, but " + endpoint + " has none; let the Pop listen on loopback");
    }
  }

  /** One in plain text, with this image alone. */
  public static PopUnderTest of(PopEndpoint endpoint, PopCredentials credentials, String image) {
    return new PopUnderTest(
        endpoint,
        false,
        null,
        credentials,
        image,
        null,
        Map.of(),
        null,
        DEFAULT_TIMEOUT,
        null,
        null,
        null,
        null);
  }
}
