package org.mano4j.pop.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a private key is that of a certificate. The TLS library takes any two, and then fails
 * with each caller, none of whom can tell why.
 */
final class KeyCheck {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([^-]+)-----END PRIVATE KEY-----");

  /** How to sign with the keys that certificates have; those of other kinds are not looked at. */
  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

  private KeyCheck() {}

  /**
   * Refuses a key that is not the certificate's.
   *
   * @throws IllegalArgumentException if it is another's
   * @throws IOException a file cannot be read
   */
  static void fits(Path certificateChain, Path privateKey) throws IOException {
    Matcher pem = KEY.matcher(Files.readString(privateKey, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      return; // The TLS library says what is wrong with it.
    }
    try (InputStream chain = Files.newInputStream(certificateChain)) {
      PublicKey certified =
          CertificateFactory.getInstance("X.509").generateCertificate(chain).getPublicKey();
      String algorithm = SIGNATURES.get(certified.getAlgorithm());
      if (algorithm != null && !signs(pem.group(1), certified, algorithm)) {
        throw new IllegalArgumentException(
            "the key is not that of the first certificate in " + certificateChain);
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "the key is not that of the first certificate in " + certificateChain, e);
    }
  }

  private static boolean signs(String base64, PublicKey certified, String algorithm)
      throws GeneralSecurityException {
    byte[] encoded = Base64.getMimeDecoder().decode(base64);
    PrivateKey key =
        KeyFactory.getInstance(certified.getAlgorithm())
            .generatePrivate(new PKCS8EncodedKeySpec(encoded));
    byte[] text = {1, 2, 3};
    Signature signer = Signature.getInstance(algorithm);
    signer.initSign(key);
    signer.update(text);
    Signature reader = Signature.getInstance(algorithm);
    reader.initVerify(certified);
    reader.update(text);
    return reader.verify(signer.sign());
  }
}
