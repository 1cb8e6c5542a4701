package org.mano4j.testkit.broker;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority, and certificates that it signs, as PEM files. */
public final class Certificates {

  private static final AtomicLong numbers = new AtomicLong(1);

  private final Path folder;
  private final String name;
  private final KeyPair keys;

  /** A new authority with its files in a folder. */
  public Certificates(Path folder, String name) {
    this.folder = folder;
    this.name = name;
    this.keys = keys();
    write(authority(), "CERTIFICATE", encoded(certificate(name, keys, true, null)));
  }

  public Path authority() {
    return folder.resolve(name + ".pem");
  }

  public Path certificateOf(String subject) {
    return folder.resolve(subject + ".pem");
  }

  public Path keyOf(String subject) {
    return folder.resolve(subject + ".key");
  }

  /** Signs a certificate for a host. */
  public void sign(String subject, GeneralName host) {
    KeyPair own = keys();
    write(certificateOf(subject), "CERTIFICATE", encoded(certificate(subject, own, false, host)));
    write(keyOf(subject), "PRIVATE KEY", own.getPrivate().getEncoded());
  }

  private X509Certificate certificate(
      String subject, KeyPair own, boolean authority, GeneralName host) {
    Instant now = Instant.now();
    try {
      JcaX509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              new X500Principal("CN=" + name),
              BigInteger.valueOf(numbers.incrementAndGet()),
              Date.from(now.minus(1, ChronoUnit.HOURS)),
              Date.from(now.plus(1, ChronoUnit.HOURS)),
              new X500Principal("CN=" + subject),
              own.getPublic());
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (host != null) {
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(host));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(256);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String type, byte[] content) {
    String pem =
        "-----BEGIN %s-----\n%s\n-----END %s-----\n"
            .formatted(
                type,
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(content),
                type);
    try {
      Files.writeString(file, pem);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
