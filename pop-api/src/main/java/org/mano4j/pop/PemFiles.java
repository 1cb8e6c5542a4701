package org.mano4j.pop;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks at the files of TLS before they are parsed, to say plainly what is wrong with which. */
final class PemFiles {

  private PemFiles() {}

  /** A file of certificates. */
  static File certificates(Path file) throws IOException {
    if (!text(file).contains("-----BEGIN CERTIFICATE-----")) {
      throw new IOException(file + " holds no certificate in PEM form");
    }
    return file.toFile();
  }

  /** A file of a private key. */
  static File key(Path file) throws IOException {
    String text = text(file);
    if (text.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")) {
      throw new IOException("the key in " + file + " has a password");
    }
    if (!text.contains("-----BEGIN PRIVATE KEY-----")) {
      throw new IOException(
          text.contains(" PRIVATE KEY-----")
              ? "the key in " + file + " is not in PKCS #8 form"
              : file + " holds no private key in PEM form");
    }
    return file.toFile();
  }

  /** The names of the files. */
  static String of(@Nullable PopTls tls) {
    return tls == null
        ? "it"
        : Stream.of(tls.trusted(), tls.certificate(), tls.key())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .collect(Collectors.joining(" or "));
  }

  private static String text(Path file) throws IOException {
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new IOException(file + (Files.exists(file) ? " cannot be read" : " is not there"));
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }
}
