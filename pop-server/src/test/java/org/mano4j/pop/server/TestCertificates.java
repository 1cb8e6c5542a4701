package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/** Certificates that vouch for themselves, made by the JDK's keytool. */
final class TestCertificates {

  private static final String PASSWORD = "changeit";

  private TestCertificates() {}

  /** Writes {@code <name>.pem} and {@code <name>-key.pem}. */
  static void make(Path directory, String name) {
    Path store = directory.resolve(name + ".p12");
    try {
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  name,
                  "-keyalg",
                  "EC",
                  "-dname",
                  "CN=" + name,
                  "-ext",
                  "san=dns:localhost,ip:127.0.0.1",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  store.toString())
              .redirectErrorStream(true)
              .start();
      assertThat(keytool.waitFor(120, TimeUnit.SECONDS)).isTrue();
      assertThat(keytool.exitValue()).isZero();
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD.toCharArray());
      }
      pem(certificate(directory, name), "CERTIFICATE", keys.getCertificate(name).getEncoded());
      pem(
          key(directory, name),
          "PRIVATE KEY",
          keys.getKey(name, PASSWORD.toCharArray()).getEncoded());
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("cannot make a certificate for " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Path certificate(Path directory, String name) {
    return directory.resolve(name + ".pem");
  }

  static Path key(Path directory, String name) {
    return directory.resolve(name + "-key.pem");
  }

  private static void pem(Path file, String what, byte[] content) throws IOException {
    Files.writeString(
        file,
        "-----BEGIN "
            + what
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
            + "\n-----END "
            + what
            + "-----\n");
  }
}
