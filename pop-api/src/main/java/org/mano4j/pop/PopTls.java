package org.mano4j.pop;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How Pops are called with TLS. The files are PEM, and are read when a connection is opened for the
 * first time; a file that cannot be used fails the call with {@code FAILED_PRECONDITION} and names
 * the file.
 *
 * @param trusted certificates of the authorities that a Pop's own must come from; null for those
 *     that the JVM trusts
 * @param certificate the certificate chain to show to the Pop (mutual TLS); null for none
 * @param key the private key of that, PKCS #8 without password; null for none
 * @param authorityOverride the name that the Pop's certificate must be for, where that is not the
 *     host it is called by; empty for the host
 */
@RecordBuilder
public record PopTls(
    @Nullable Path trusted,
    @Nullable Path certificate,
    @Nullable Path key,
    String authorityOverride)
    implements PopTlsBuilder.With {

  /** Refuses a certificate without key and the other way round. */
  public PopTls {
    authorityOverride = Objects.requireNonNullElse(authorityOverride, "");
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "mutual TLS needs both a certificate and its key, but "
              + (key == null ? "the key of " + certificate : "the certificate of " + key)
              + " is missing");
    }
  }

  /** Trusts whom the JVM trusts, and shows no certificate. */
  public static PopTls defaults() {
    return new PopTls(null, null, null, "");
  }

  /** Trusts the authorities in this file only. */
  public static PopTls trusting(Path trusted) {
    return new PopTls(trusted, null, null, "");
  }

  /** The same, showing this certificate to the Pop. */
  public PopTls withOwn(Path certificateChain, Path privateKey) {
    return new PopTls(trusted, certificateChain, privateKey, authorityOverride);
  }
}
