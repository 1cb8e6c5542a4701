package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.PopException.Code;

class KeepAliveTest {

  /** What servers of gRPC permit if nobody has told them otherwise. */
  private static final Duration PERMITTED = Duration.ofMinutes(5);

  @Test
  void byDefaultNoPopFindsItselfAskedTooOften() {
    assertThat(PopClientOptions.defaults().keepAlive()).isGreaterThan(PERMITTED);
  }

  @Test
  void aStreamFromAPopThatHasGoneSilentFails() throws IOException {
    PopClientOptions options =
        PopClientOptions.defaults()
            .withKeepAlive(Duration.ofSeconds(10))
            .withKeepAliveTimeout(Duration.ofSeconds(1));
    try (RenewedPop pop = new RenewedPop()) {
      pop.start(
          NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
              .permitKeepAliveTime(1, TimeUnit.SECONDS));
      try (Line line = new Line(pop.endpoint().port());
          PopSessions sessions = PopSessions.create(options)) {
        PopClient client =
            sessions.client(
                PopEndpoint.of("127.0.0.1", line.port()), new PopCredentials("admin", "secret"));
        PopStream<ContainerEvent> events = client.watch();
        events.next();
        events.next();
        line.silent = true;

        assertThatThrownBy(events::hasNext)
            .asInstanceOf(type(PopException.class))
            .extracting(PopException::code)
            .isEqualTo(Code.UNAVAILABLE);
      }
    }
  }

  /** A connection that can be made to swallow everything without breaking. */
  private static final class Line implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    volatile boolean silent;

    Line(int target) throws IOException {
      Thread thread = new Thread(() -> accept(target), "line");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return door.getLocalPort();
    }

    private void accept(int target) {
      try (Socket in = door.accept();
          Socket out = new Socket(InetAddress.getLoopbackAddress(), target)) {
        Thread back = new Thread(() -> copy(out, in), "line-back");
        back.setDaemon(true);
        back.start();
        copy(in, out);
      } catch (IOException e) {
        // The test is over.
      }
    }

    private void copy(Socket from, Socket to) {
      byte[] some = new byte[8192];
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
          if (!silent) {
            out.write(some, 0, n);
            out.flush();
          }
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }
}
