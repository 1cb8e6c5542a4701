package org.mano4j.messaging;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How to encrypt the connection to a broker, and whom to trust. Files are PEM; they are read anew
 * for each connection, so that a renewed certificate is taken up without a restart.
 *
 * @param authorities certificates of the authorities to trust; null for those of the Java platform
 * @param certificate own certificate, followed by its intermediate ones, for a broker that asks for
 *     it (mutual TLS); null for none
 * @param key private key of the own certificate, PKCS #8 and not encrypted; with a certificate only
 * @param verifyHost whether the broker's certificate must name the host it was reached by; leave it
 *     true outside of experiments
 */
public record TlsOptions(
    @Nullable Path authorities,
    @Nullable Path certificate,
    @Nullable Path key,
    boolean verifyHost) {

  /** Refuses a certificate without key and a key without certificate. */
  public TlsOptions {
    if ((certificate == null) != (key == null)) {
      throw new IllegalArgumentException(
          "an own certificate and its key belong together; give both or none");
    }
  }

  /** Trusts the authorities of the Java platform; no certificate of its own. */
  public static TlsOptions defaults() {
    return new TlsOptions(null, null, null, true);
  }

  /** Trusts these authorities; no certificate of its own. */
  public static TlsOptions trusting(Path authorities) {
    return new TlsOptions(authorities, null, null, true);
  }

  /** The same with a certificate of its own. */
  public TlsOptions withCertificate(Path certificate, Path key) {
    return new TlsOptions(authorities, certificate, key, verifyHost);
  }

  /** The same, looking at the name in the broker's certificate or not. */
  public TlsOptions withVerifyHost(boolean verifyHost) {
    return new TlsOptions(authorities, certificate, key, verifyHost);
  }
}
