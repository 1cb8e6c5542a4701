package org.mano4j.samples.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where programs tell how they are, against what others do there. */
@Timeout(60)
class MonitorTest {

  private static final Health HEALTH = new Health("popd", Health.RUNNING, List.of());

  @TempDir private Path folder;

  @Test
  void leavesAFileThatIsNoSocket() throws IOException {
    Path file = Files.writeString(folder.resolve("precious.toml"), "key = 1");

    assertThatThrownBy(() -> HealthSocket.open(file, () -> HEALTH)).hasMessageContaining("socket");

    assertThat(file).hasContent("key = 1");
  }

  @Test
  void takesTheSocketOfOneThatWasKilled() throws IOException {
    Path path = folder.resolve("popd.sock");
    try (ServerSocketChannel killed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      killed.bind(UnixDomainSocketAddress.of(path));
    }

    try (HealthSocket socket = HealthSocket.open(path, () -> HEALTH)) {
      assertThat(socket).isNotNull();
      assertThat(HealthSocket.ask(path, Duration.ofSeconds(20))).startsWith(HealthSocket.READY);
    }
  }

  @Test
  void doesNotWaitForOneThatHangs() throws IOException {
    Path path = folder.resolve("popd.sock");
    try (ServerSocketChannel hangs = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      hangs.bind(UnixDomainSocketAddress.of(path));

      assertThatThrownBy(() -> HealthSocket.ask(path, Duration.ofMillis(50)))
          .isInstanceOf(SocketTimeoutException.class)
          .hasMessageContaining("50 ms");
    }
  }

  /** They are given up after 5 s: an answer that comes later says nothing. */
  @Test
  void slowCallersDoNotKeepOthersWaiting() throws Exception {
    try (HttpMonitor monitor =
        HttpMonitor.open(Netaddr.parse("127.0.0.1:0"), () -> HEALTH, Meters.NONE)) {
      await()
          .atMost(Duration.ofSeconds(50))
          .until(() -> answersWhileOthersAreSlow(monitor.address()));
    }
  }

  private static boolean answersWhileOthersAreSlow(InetSocketAddress address) throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        Socket caller = new Socket(address.getAddress(), address.getPort());
        slow.add(caller);
        caller.getOutputStream().write("GET /hea".getBytes(StandardCharsets.US_ASCII));
      }

      HttpResponse<String> told =
          HttpClient.newHttpClient()
              .send(
                  HttpRequest.newBuilder(
                          URI.create("http://127.0.0.1:" + address.getPort() + "/health/ready"))
                      .timeout(Duration.ofSeconds(25))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());

      assertThat(told.statusCode()).isEqualTo(200);
      return slow.stream().allMatch(MonitorTest::isWaitedFor);
    } finally {
      for (Socket caller : slow) {
        caller.close();
      }
    }
  }

  private static boolean isWaitedFor(Socket caller) {
    try {
      caller.setSoTimeout(1);
      caller.getInputStream().read();
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
