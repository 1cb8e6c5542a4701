package org.mano4j.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mano4j.testkit.broker.Buses.LONG;
import static org.mano4j.testkit.broker.Buses.await;
import static org.mano4j.testkit.broker.Buses.done;
import static org.mano4j.testkit.broker.Buses.join;
import static org.mano4j.testkit.broker.Buses.over;
import static org.mano4j.testkit.broker.Buses.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mano4j.messaging.Address;
import org.mano4j.messaging.AmqpBusConnector;
import org.mano4j.messaging.AmqpOptions;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.messaging.BusException;
import org.mano4j.messaging.BusState;
import org.mano4j.messaging.Message;
import org.mano4j.messaging.MessageBus;
import org.mano4j.messaging.QueueSpec;
import org.mano4j.messaging.TlsOptions;

/** A broker that asks for certificates, and one that only shows its own. */
class TlsIT {

  private static final BusCredentials GUEST = new BusCredentials("guest", "guest");

  private static final QueueSpec TLS =
      new QueueSpec("tls", false, true, false, Map.of(), List.of());

  @TempDir static Path folder;
  private static Certificates ours;
  private static Certificates others;
  private static RabbitMqNode node;
  private static int port;
  private TcpProxy proxy;

  @BeforeAll
  static void start() throws IOException {
    ours = new Certificates(folder, "ours");
    others = new Certificates(folder, "others");
    ours.sign("broker", new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    ours.sign("client", null);
    others.sign("stranger", null);
    port = RabbitMqNode.freePort();
    node =
        RabbitMqNode.require(
            "listeners.ssl.default = 127.0.0.1:" + port,
            "ssl_options.cacertfile = " + ours.authority(),
            "ssl_options.certfile = " + ours.certificateOf("broker"),
            "ssl_options.keyfile = " + ours.keyOf("broker"),
            "ssl_options.verify = verify_peer",
            "ssl_options.fail_if_no_peer_cert = true");
  }

  @AfterAll
  static void end() {
    if (node != null) {
      node.close();
    }
  }

  @BeforeEach
  void open() {
    proxy = TcpProxy.to("127.0.0.1", port);
  }

  @AfterEach
  void close() {
    proxy.close();
  }

  private MessageBus connect(TlsOptions tls) {
    return connect(tls, "127.0.0.1");
  }

  private MessageBus connect(TlsOptions tls, String host) {
    AmqpOptions options = over(proxy, AmqpOptions.defaults().withTls(tls)).withHost(host);
    return new AmqpBusConnector(options).open(GUEST, "tls");
  }

  private static TlsOptions client() {
    return TlsOptions.trusting(ours.authority())
        .withCertificate(ours.certificateOf("client"), ours.keyOf("client"));
  }

  private void assertDenied(TlsOptions tls, String part) {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(() -> connect(tls).close())
        .withMessageContaining("amqps://127.0.0.1:" + proxy.port())
        .withMessageContaining("TLS failed")
        .withMessageContaining(part);
    // once more to learn why, if the broker's word was lost
    assertThat(proxy.connections()).isBetween(1, 2);
  }

  @Test
  void worksWithCertificatesOnBothSidesAndComesBack() {
    try (MessageBus bus = connect(client())) {
      bus.consume(TLS, 1, delivery -> done("re"));
      assertThat(text(join(bus.request(Address.queue("tls"), Message.text("x"), LONG))))
          .isEqualTo("re");

      proxy.cut();

      await().until(() -> proxy.connections() >= 2 && bus.state() == BusState.OPEN);
    }
  }

  @Test
  void refusesABrokerOfAnUnknownAuthority() {
    assertDenied(
        TlsOptions.trusting(others.authority())
            .withCertificate(ours.certificateOf("client"), ours.keyOf("client")),
        "the authorities to trust");
  }

  @Test
  void refusesABrokerThatThePlatformDoesNotTrust() {
    assertDenied(TlsOptions.defaults(), "unable to find valid certification path");
  }

  @Test
  void refusesABrokerOfAnotherNameUnlessToldNotToLook() {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(() -> connect(client(), "localhost").close())
        .withMessageContaining("TLS failed");
    assertThat(proxy.connections()).isEqualTo(1);

    try (MessageBus bus = connect(client().withVerifyHost(false), "localhost")) {
      assertThat(bus.state()).isEqualTo(BusState.OPEN);
    }
  }

  /** With TLS 1.3 the broker's refusal comes after the handshake, so it is a race. */
  @RepeatedTest(10)
  void saysThatTheBrokerWantsACertificate() {
    assertDenied(TlsOptions.trusting(ours.authority()), "certificate_required");
  }

  @Test
  void saysThatTheBrokerRefusesTheCertificate() {
    assertDenied(
        TlsOptions.trusting(ours.authority())
            .withCertificate(others.certificateOf("stranger"), others.keyOf("stranger")),
        "certificate");
  }

  @Test
  void saysThatThePortDoesNotSpeakTls() {
    proxy.close();
    proxy = TcpProxy.to("127.0.0.1", node.port());

    assertDenied(client(), "check that the port speaks TLS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no pem at all",
        "-----BEGIN CERTIFICATE-----\nnot base64 !!\n-----END CERTIFICATE-----\n",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\n!\n-----END PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n"
      })
  void namesAFileThatIsMalformed(String content) throws IOException {
    Path file = folder.resolve("malformed.pem");
    Files.writeString(file, content);

    assertSentence(TlsOptions.trusting(file), file);
    assertSentence(
        TlsOptions.trusting(ours.authority()).withCertificate(file, ours.keyOf("client")), file);
    assertSentence(
        TlsOptions.trusting(ours.authority()).withCertificate(ours.certificateOf("client"), file),
        file);
  }

  @Test
  void namesAFileThatIsMissing() {
    Path file = folder.resolve("missing.pem");

    assertSentence(TlsOptions.trusting(file), file);
    assertSentence(TlsOptions.trusting(ours.authority()).withCertificate(file, file), file);
  }

  @Test
  void saysThatKeyAndCertificateDoNotBelongTogether() {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(
            () ->
                connect(
                    TlsOptions.trusting(ours.authority())
                        .withCertificate(ours.certificateOf("client"), others.keyOf("stranger"))));
  }

  private void assertSentence(TlsOptions tls, Path file) {
    assertThatExceptionOfType(BusException.Denied.class)
        .isThrownBy(() -> connect(tls))
        .withMessageStartingWith("cannot set up TLS: '" + file + "'");
    assertThat(proxy.connections()).isZero();
  }
}
