package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mano4j.pop.server.RawPop.EMPTY;
import static org.mano4j.pop.server.RawPop.refused;

import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.TlsChannelCredentials;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopSessions;
import org.mano4j.pop.proto.Credentials;
import org.mano4j.pop.proto.Infos;
import org.mano4j.pop.proto.PopGrpc;

/** How a server is reached. */
class TransportTest {

  @TempDir static Path directory;

  @BeforeAll
  static void makeCertificates() {
    for (String name : new String[] {"server", "client", "stranger"}) {
      TestCertificates.make(directory, name);
    }
  }

  @Test
  void tlsIsSpokenAndPlainTextIsNot() throws Exception {
    try (PopServer server = started(builder().tls(tls()))) {
      assertThat(info(server, trusting("server").build()).getName()).isEqualTo("lab");
      refused(Status.Code.UNAVAILABLE, "", () -> info(server, InsecureChannelCredentials.create()));
      refused(Status.Code.UNAVAILABLE, "", () -> info(server, trusting("stranger").build()));
    }
  }

  @Test
  void mutualTlsNeedsACertificateOfTheClient() throws Exception {
    Path authorities = TestCertificates.certificate(directory, "client");
    try (PopServer server = started(builder().tls(tls().withClientAuthorities(authorities)))) {
      assertThat(info(server, showing("client")).getName()).isEqualTo("lab");
      refused(Status.Code.UNAVAILABLE, "", () -> info(server, trusting("server").build()));
      refused(Status.Code.UNAVAILABLE, "", () -> info(server, showing("stranger")));
    }
  }

  @Test
  void filesThatAreNoCertificatesAreNamed() throws IOException {
    Path broken = Files.writeString(directory.resolve("broken.pem"), "no key");
    Path missing = directory.resolve("missing.pem");
    Path certificate = TestCertificates.certificate(directory, "server");

    for (Path key : new Path[] {broken, missing}) {
      PopServer server = builder().tls(PopServerTls.of(certificate, key)).build();
      assertThatThrownBy(server::start)
          .isInstanceOf(PopException.class)
          .hasMessageContaining("Pop 'lab' cannot offer TLS")
          .hasMessageContaining(key.toString())
          .hasMessageContaining("PKCS#8");
    }
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedAtTheStart() {
    Path certificate = TestCertificates.certificate(directory, "server");
    Path key = TestCertificates.key(directory, "stranger");
    PopServer server = builder().tls(PopServerTls.of(certificate, key)).build();

    assertThatThrownBy(server::start)
        .isInstanceOf(PopException.class)
        .hasMessageContaining("the key is not that of the first certificate in " + certificate);
  }

  @Test
  void aServerInThisProcessIsReachedByItsName() {
    try (PopServer server = started(builder().inProcess("pop-in-here"));
        PopSessions sessions = PopSessions.create()) {
      assertThat(server.endpoint()).isEqualTo(PopEndpoint.inProcess("pop-in-here"));
      assertThat(server.port()).isEqualTo(-1);
      PopClient client = sessions.client(server.endpoint(), new PopCredentials("admin", "secret"));

      assertThat(client.info().name()).isEqualTo("lab");
    }
  }

  @Test
  void aServerInThisProcessHasNoTls() {
    assertThatThrownBy(builder().inProcess("x").tls(tls())::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("tls(..), inProcess(..)");
  }

  @Test
  void headersAndMessagesAreLimited() throws Exception {
    try (PopServer server = started(builder().maxHeaderSize(2000).maxMessageSize(5000))) {
      refused(
          Status.Code.RESOURCE_EXHAUSTED,
          "",
          () ->
              call(
                  server,
                  InsecureChannelCredentials.create(),
                  stub ->
                      stub.login(Credentials.newBuilder().setUsername("x".repeat(6000)).build())));
      // Of the transport itself, which has its own words and code for it.
      assertThatThrownBy(
              () ->
                  call(
                      server,
                      InsecureChannelCredentials.create(),
                      stub -> with(stub, "x".repeat(3000)).info(EMPTY)))
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(info(server, InsecureChannelCredentials.create()).getName()).isEqualTo("lab");
    }
  }

  private static Infos info(PopServer server, ChannelCredentials credentials)
      throws InterruptedException {
    return call(
        server,
        credentials,
        stub -> {
          String token =
              stub.login(
                      Credentials.newBuilder().setUsername("admin").setPassword("secret").build())
                  .getValue();
          return with(stub, token).info(EMPTY);
        });
  }

  private static <R> R call(
      PopServer server, ChannelCredentials credentials, Function<PopGrpc.PopBlockingStub, R> call)
      throws InterruptedException {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("localhost", server.port(), credentials).build();
    try {
      return call.apply(PopGrpc.newBlockingStub(channel).withDeadlineAfter(60, TimeUnit.SECONDS));
    } finally {
      channel.shutdownNow();
      assertThat(channel.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static PopGrpc.PopBlockingStub with(PopGrpc.PopBlockingStub stub, String token) {
    Metadata headers = new Metadata();
    headers.put(RawPop.TOKEN, token);
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static PopServerTls tls() {
    return PopServerTls.of(
        TestCertificates.certificate(directory, "server"),
        TestCertificates.key(directory, "server"));
  }

  private static TlsChannelCredentials.Builder trusting(String name) throws IOException {
    return TlsChannelCredentials.newBuilder()
        .trustManager(TestCertificates.certificate(directory, name).toFile());
  }

  private static ChannelCredentials showing(String name) throws IOException {
    return trusting("server")
        .keyManager(
            TestCertificates.certificate(directory, name).toFile(),
            TestCertificates.key(directory, name).toFile())
        .build();
  }

  private static PopServerBuilder builder() {
    return PopServer.builder(RawPop.backend())
        .name("lab")
        .user("admin", "secret")
        .bcryptCost(PasswordHash.MIN_COST);
  }

  private static PopServer started(PopServerBuilder builder) {
    PopServer server = builder.build();
    server.start();
    return server;
  }
}
