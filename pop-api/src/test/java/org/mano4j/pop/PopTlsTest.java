package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.TlsServerCredentials;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mano4j.pop.PopException.Code;

/** Ways to reach a Pop other than plain text. */
class PopTlsTest {

  private static final PopCredentials ADMIN = new PopCredentials("admin", "secret");

  @TempDir static Path folder;
  private static PemIdentity server;
  private static PemIdentity user;

  private final FakePop pop = new FakePop();

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = PemIdentity.make(folder, "server");
    user = PemIdentity.make(folder, "user");
  }

  @AfterEach
  void close() {
    pop.close();
  }

  @Test
  void aTrustedPopIsCalled() throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);

    assertThat(info(PopTls.trusting(server.certificate()), pop.endpoint())).isEqualTo("f");
  }

  @Test
  void aPopThatTheJvmDoesNotTrustIsRefused() throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);
    PopEndpoint https = PopEndpoint.tls("localhost", pop.endpoint().port());

    assertThatThrownBy(() -> info(null, https))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE))
        .satisfies(e -> assertThat(e).hasMessageContaining("certificate"));
    assertThat(pop.logins).hasValue(0);
  }

  @Test
  void aPopOfAnotherNameIsRefusedUnlessThatIsExpected() throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);
    PopEndpoint byAddress = PopEndpoint.of("127.0.0.1", pop.endpoint().port());
    PopTls trusting = PopTls.trusting(server.certificate());

    assertThatThrownBy(() -> info(trusting, byAddress))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("127.0.0.1 found");
    assertThat(info(trusting.withAuthorityOverride("localhost"), byAddress)).isEqualTo("f");
  }

  @Test
  void aPopThatAsksForACertificateGetsIt() throws IOException {
    serve(TlsServerCredentials.ClientAuth.REQUIRE);
    PopTls trusting = PopTls.trusting(server.certificate());

    assertThatThrownBy(() -> info(trusting, pop.endpoint()))
        .isInstanceOf(PopException.class)
        .hasMessageContaining("the Pop wants a certificate of its callers");
    assertThat(info(trusting.withOwn(user.certificate(), user.key()), pop.endpoint()))
        .isEqualTo("f");
  }

  @Test
  void plainTextToAPopWithTlsFails() throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);

    assertThatThrownBy(() -> info(null, pop.endpoint()))
        .asInstanceOf(type(PopException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNAVAILABLE));
    assertThat(pop.logins).hasValue(0);
  }

  @Test
  void filesThatCannotBeUsedAreNamed() throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);
    Path missing = folder.resolve("missing.pem");
    Path garbage = Files.writeString(folder.resolve("garbage.pem"), "no certificate");

    for (Path file : new Path[] {missing, garbage}) {
      assertThatThrownBy(() -> info(PopTls.trusting(file), pop.endpoint()))
          .asInstanceOf(type(PopException.class))
          .satisfies(e -> assertThat(e.code()).isEqualTo(Code.FAILED_PRECONDITION))
          .satisfies(e -> assertThat(e).hasMessageContaining(file.toString()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "nothing, holds no private key in PEM form",
    "-----BEGIN RSA PRIVATE KEY-----, is not in PKCS #8 form",
    "-----BEGIN ENCRYPTED PRIVATE KEY-----, has a password",
    "-----BEGIN PRIVATE KEY-----, cannot be used"
  })
  void whatIsWrongWithAKeyIsASentence(String content, String wrong) throws IOException {
    serve(TlsServerCredentials.ClientAuth.NONE);
    Path certificate = Files.writeString(folder.resolve("own.pem"), "-----BEGIN CERTIFICATE-----");
    Path key = Files.writeString(folder.resolve("own-key.pem"), content);

    assertThatThrownBy(() -> info(PopTls.defaults().withOwn(certificate, key), pop.endpoint()))
        .hasMessageContaining("TLS cannot be set up: ")
        .hasMessageContaining(key.toString())
        .hasMessageContaining(wrong)
        .hasMessageEndingWith("a key in PKCS #8 form without password")
        .hasMessageNotContaining("PopTls[");
  }

  @Test
  void aCertificateNeedsItsKey() {
    assertThatThrownBy(() -> new PopTls(null, Path.of("a.crt"), null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.crt");
    assertThatThrownBy(() -> new PopTls(null, null, Path.of("a.key"), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.key");
  }

  @Test
  void aPopInThisProcessIsCalledWithoutANetwork() throws IOException {
    pop.start(InProcessServerBuilder.forName("here"));

    assertThat(info(null, PopEndpoint.inProcess("here"))).isEqualTo("f");
  }

  private void serve(TlsServerCredentials.ClientAuth asks) throws IOException {
    pop.start(
        NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TlsServerCredentials.newBuilder()
                .keyManager(server.certificate().toFile(), server.key().toFile())
                .trustManager(user.certificate().toFile())
                .clientAuth(asks)
                .build()));
  }

  private static String info(PopTls tls, PopEndpoint endpoint) {
    PopClientOptions options = PopClientOptions.defaults().withRetries(0).withTls(tls);
    try (PopSessions sessions = PopSessions.create(options)) {
      return sessions.client(endpoint, ADMIN).info().name();
    }
  }
}
