package org.mano4j.pop.server;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link PopServer} shows and asks for with TLS. All files are PEM, and are read at the
 * start.
 *
 * @param certificateChain the server's certificate first, then those that vouch for it
 * @param privateKey of that certificate, in PKCS#8 form without a password
 * @param clientAuthorities certificates that vouch for clients, each of which must then show one of
 *     its own; null: clients need none. A client's certificate opens the connection and does not
 *     replace the login
 */
public record PopServerTls(
    Path certificateChain, Path privateKey, @Nullable Path clientAuthorities) {

  /** Refuses a missing file name. */
  public PopServerTls {
    Objects.requireNonNull(certificateChain, "certificateChain");
    Objects.requireNonNull(privateKey, "privateKey");
  }

  /** TLS that asks clients for no certificate. */
  public static PopServerTls of(Path certificateChain, Path privateKey) {
    return new PopServerTls(certificateChain, privateKey, null);
  }

  /** Mutual TLS: clients must show a certificate that one of these vouches for. */
  public PopServerTls withClientAuthorities(Path file) {
    return new PopServerTls(certificateChain, privateKey, Objects.requireNonNull(file, "file"));
  }
}
