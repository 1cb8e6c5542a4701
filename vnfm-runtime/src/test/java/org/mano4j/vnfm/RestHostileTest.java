package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mano4j.catalogue.manager.VnfmManagerEndpointBuilder;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.messaging.MessageBus;

/** What anybody can send to the port of a manager. */
class RestHostileTest {

  private final ScriptedHttpNfvo nfvo = new ScriptedHttpNfvo();
  private @Nullable VnfmRuntime vnfm;

  @AfterEach
  void stop() {
    if (vnfm != null) {
      vnfm.close();
    }
    nfvo.close();
  }

  private RestChannel start(RestChannel.Builder builder) {
    RestChannel channel = builder.build();
    vnfm = VnfmRuntime.builder(new VnfmHandler() {}).type("dummy").channel(channel).build();
    vnfm.start();
    return channel;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertServes(ScriptedHttpNfvo nfvo, RestChannel channel) {
    JsonNode answer = nfvo.request(channel, Messages.startStop(Action.START, "next")).join();
    assertThat(answer.at("/action").asText()).isEqualTo("START");
  }

  @Test
  void answersWhatIsNoMessageWithAnError() {
    RestChannel channel = start(nfvo.channel());

    for (String hostile : List.of("", "geheim", "[]", "{}", "{\"action\": 7}", "{\"action\":")) {
      HttpResponse<String> response =
          nfvo.post(channel, "/core-rest-actions", bytes(hostile)).join();
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(Recordings.tree(bytes(response.body())).at("/action").asText()).isEqualTo("ERROR");
      assertThat(response.body()).doesNotContain("geheim");
    }
    assertServes(nfvo, channel);
  }

  @Test
  void servesNothingUnderOtherPaths() {
    RestChannel channel = start(nfvo.channel());

    for (String path : List.of("/", "/core-rest-actions/x", "/x/core-rest-actions", "/../etc")) {
      assertThat(nfvo.post(channel, path, bytes("{}")).join().statusCode()).isEqualTo(404);
    }
  }

  @Test
  void isServedUnderThePathItAdvertises() {
    RestChannel channel =
        start(nfvo.channel().advertise(URI.create("http://vnfm.example/managers/a/")));

    assertThat(nfvo.asked.get(0).body().at("/endpoint").asText())
        .isEqualTo("http://vnfm.example/managers/a");
    assertThat(nfvo.post(channel, "/managers/a/core-rest-actions", bytes("{}")).join().statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesNoOtherMethod() throws Exception {
    RestChannel channel = start(nfvo.channel());

    assertThat(raw(channel, "GET /core-rest-actions HTTP/1.1\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 405")
        .containsIgnoringCase("Allow: POST");
  }

  @Test
  void refusesAHugeBody() throws Exception {
    RestChannel channel = start(nfvo.channel());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel.port())) {
      socket
          .getOutputStream()
          .write(
              bytes(
                  "POST /core-rest-actions HTTP/1.1\r\nHost: x\r\nContent-Length: 52428800\r\n\r\n"));
      socket.getOutputStream().write(new byte[MessageBus.MAX_MESSAGE_SIZE + 1]);

      assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
          .isEqualTo("HTTP/1.1 413");
    }
    assertServes(nfvo, channel);
  }

  @Test
  void slowPeersHoldNoThread() throws Exception {
    RestChannel channel = start(nfvo.channel().threads(2).transferLimit(Duration.ofSeconds(1)));
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 6; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel.port());
        slow.add(socket);
        String part =
            i % 2 == 0
                ? "POST /core-rest-actions HT"
                : "POST /core-rest-actions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(bytes(part));
      }

      assertServes(nfvo, channel);
      for (Socket socket : slow) {
        socket.setSoTimeout(20_000);
        await().atMost(ScriptedHttpNfvo.PATIENCE).until(() -> ended(socket));
      }
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
    assertThat(channel.drain(Duration.ofSeconds(20)).clean()).isTrue();
  }

  @Test
  void whoeverReadsNoAnswerHoldsNoThread() throws Exception {
    RestChannel channel = nfvo.channel().threads(1).transferLimit(Duration.ofSeconds(1)).build();
    VnfmHandler talkative =
        new VnfmHandler() {
          @Override
          public VirtualNetworkFunctionRecord stop(
              VnfmContext context, VirtualNetworkFunctionRecord vnfr) {
            return vnfr.withAuditLog("x".repeat(MessageBus.MAX_MESSAGE_SIZE - 100_000));
          }
        };
    vnfm = VnfmRuntime.builder(talkative).type("dummy").channel(channel).build();
    vnfm.start();
    byte[] request = MessageJson.write(Messages.startStop(Action.STOP, "a"));
    List<Socket> deaf = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel.port());
        deaf.add(socket);
        socket
            .getOutputStream()
            .write(
                bytes(
                    "POST /core-rest-actions HTTP/1.1\r\nHost: x\r\nContent-Length: "
                        + request.length
                        + "\r\n\r\n"));
        socket.getOutputStream().write(request);
      }

      assertServes(nfvo, channel);
      assertThat(channel.drain(Duration.ofSeconds(20)).clean()).isTrue();
    } finally {
      for (Socket socket : deaf) {
        socket.close();
      }
    }
  }

  /** An end of the stream, or a reset, and no timeout. */
  private static boolean ended(Socket socket) throws Exception {
    try {
      return socket.getInputStream().readAllBytes().length >= 0;
    } catch (SocketException reset) {
      return true;
    }
  }

  private static String raw(RestChannel channel, String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel.port())) {
      socket.getOutputStream().write(bytes(request));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void refusesAHugeBodyAlsoWhenNothingCanBeSaidToIt() throws Exception {
    try (RestChannel channel = nfvo.channel().build()) {
      channel.register(
          VnfmManagerEndpointBuilder.builder().type("dummy").endpoint("dummy").build());
      channel.receive(
          1,
          new Channel.RequestHandler() {
            @Override
            public CompletionStage<Optional<VnfmOrMessage>> handle(ChannelRequest request) {
              return new CompletableFuture<>();
            }

            @Override
            public Optional<VnfmOrMessage> tooLarge(long size) {
              throw new IllegalStateException("broken");
            }
          });
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), channel.port())) {
        socket
            .getOutputStream()
            .write(
                bytes(
                    "POST /core-rest-actions HTTP/1.1\r\nHost: x\r\n"
                        + "Content-Length: 52428800\r\n\r\n"));
        socket.getOutputStream().write(new byte[MessageBus.MAX_MESSAGE_SIZE + 1]);

        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
            .isEqualTo("HTTP/1.1 413");
      }
    }
  }
}
