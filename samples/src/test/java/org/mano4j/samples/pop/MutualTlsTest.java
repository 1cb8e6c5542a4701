package org.mano4j.samples.pop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopServer;
import org.mano4j.pop.server.PopServerTls;
import org.mano4j.samples.ExitCode;

/** The commands with a Pop that wants to see a certificate. */
class MutualTlsTest {

  @TempDir private static Path folder;

  private final PopServer server =
      PopServer.builder(InMemoryPopBackend.create())
          .user("admin", "secret")
          .bcryptCost(4)
          .tls(
              PopServerTls.of(file("pop.pem"), file("pop-key.pem"))
                  .withClientAuthorities(file("caller.pem")))
          .build();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final List<String> certificate =
      List.of("--tls-cert", text("caller.pem"), "--tls-key", text("caller-key.pem"));
  private final List<String> trust = List.of("--tls-ca", text("pop.pem"));

  @BeforeAll
  static void makeCertificates() throws Exception {
    for (String name : List.of("pop", "caller", "stranger")) {
      make(name);
    }
  }

  @BeforeEach
  void serve() {
    server.start();
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void popCheckShowsItsCertificate() {
    assertThat(check(trust, certificate)).as(this::errors).isEqualTo(ExitCode.DONE);
  }

  @Test
  void popShowsItsCertificate() {
    assertThat(pop(trust, certificate)).as(this::errors).isEqualTo(ExitCode.DONE);
  }

  @Test
  void popCheckWithoutOneIsNotLetIn() {
    assertThat(check(trust, List.of())).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void popCheckWithThatOfAStrangerIsNotLetIn() {
    List<String> strangers =
        List.of("--tls-cert", text("stranger.pem"), "--tls-key", text("stranger-key.pem"));
    assertThat(check(trust, strangers)).isEqualTo(ExitCode.BAD_INPUT);
  }

  @Test
  void aCertificateWithoutItsKeyIsWrongUsage() {
    assertThat(check(trust, certificate.subList(0, 2))).isEqualTo(ExitCode.USAGE);
    assertThat(errors()).contains("a certificate of the caller and its key need each other");
  }

  @Test
  void aKeyThatIsNoneIsSaidToBe() {
    List<String> mixed = List.of("--tls-cert", text("caller.pem"), "--tls-key", text("pop.pem"));
    assertThat(check(trust, mixed)).isNotEqualTo(ExitCode.DONE);
    assertThat(errors()).contains(text("caller.pem"), text("pop.pem"));
  }

  private int check(List<String> trusted, List<String> shown) {
    return PopCheckCommand.run(
        surroundings(),
        arguments(
            List.of("--addr", server.endpoint().toString(), "--image", "web", "--only", "list-14"),
            trusted,
            shown));
  }

  private int pop(List<String> trusted, List<String> shown) {
    return PopCommand.run(
        surroundings(),
        arguments(List.of("--host", server.endpoint().toString(), "info"), trusted, shown));
  }

  private Surroundings surroundings() {
    return new Surroundings(Map.of("POP_AUTH", "admin:secret"), out, err, false, false, "");
  }

  private static String[] arguments(List<String> first, List<String> trusted, List<String> shown) {
    return Stream.of(first, trusted, shown).flatMap(List::stream).toArray(String[]::new);
  }

  private String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static Path file(String name) {
    return folder.resolve(name);
  }

  private static String text(String name) {
    return file(name).toString();
  }

  /** One that vouches for itself, by the JDK's own tool. */
  private static void make(String name) throws Exception {
    Path store = file(name + ".p12");
    String options =
        "-genkeypair -alias it -keyalg EC -dname CN="
            + name
            + " -ext san=dns:localhost,ip:127.0.0.1 -validity 2 -storepass changeit -keystore";
    Process keytool =
        new ProcessBuilder(
                Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin/keytool")),
                        Stream.of(options.split(" ")),
                        Stream.of(store))
                    .flatMap(part -> part)
                    .map(Object::toString)
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, "changeit".toCharArray());
    }
    pem(name + ".pem", "CERTIFICATE", keys.getCertificate("it").getEncoded());
    pem(name + "-key.pem", "PRIVATE KEY", keys.getKey("it", "changeit".toCharArray()).getEncoded());
  }

  private static void pem(String name, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file(name), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
  }
}
