package org.mano4j.samples.daemon;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whoever connects to a Unix socket how the program is: a line {@code ready} or {@code not
 * ready}, and a line of JSON. Who may connect, the file system says.
 */
final class HealthSocket implements AutoCloseable {

  static final String READY = "ready";

  private static final int MOST = 64 << 10;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Logger LOG = LoggerFactory.getLogger(HealthSocket.class);

  private final Path path;
  private final ServerSocketChannel channel;

  private HealthSocket(Path path, ServerSocketChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Begins to answer.
   *
   * @throws IOException if the socket cannot be made, or another program answers there
   */
  static HealthSocket open(Path path, Supplier<Health> health) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      removeOfKilled(path);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(path));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
    HealthSocket socket = new HealthSocket(path, channel);
    Thread thread = new Thread(() -> socket.serve(health), "health");
    thread.setDaemon(true);
    thread.start();
    return socket;
  }

  /** Whatever else has the name, by a mistake in the configuration, is not ours to remove. */
  private static void removeOfKilled(Path path) throws IOException {
    if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther()) {
      throw new IOException("there is a file or folder that is no socket");
    }
    if (answers(path)) {
      throw new IOException("another program answers there");
    }
    Files.delete(path);
  }

  private static boolean answers(Path path) {
    try (SocketChannel asked = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      return asked.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void serve(Supplier<Health> health) {
    while (channel.isOpen()) {
      try (SocketChannel caller = channel.accept()) {
        Health now = health.get();
        String text = (now.ready() ? READY : "not " + READY) + "\n" + now.json() + "\n";
        caller.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | RuntimeException e) {
        LOG.debug("somebody who asked for the health was not answered", e);
        LockSupport.parkNanos(
            PAUSE.toNanos()); // it may fail at once again, as without file handles
      }
    }
  }

  /**
   * What a program tells there.
   *
   * @throws IOException if none answers within this time, as one that hangs
   */
  static String ask(Path path, Duration atMost) throws IOException {
    try (SocketChannel asked = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      CompletableFuture<?> late =
          CompletableFuture.runAsync(
              () -> close(asked),
              CompletableFuture.delayedExecutor(atMost.toMillis(), TimeUnit.MILLISECONDS));
      try {
        asked.connect(UnixDomainSocketAddress.of(path));
        byte[] told = Channels.newInputStream(asked).readNBytes(MOST);
        return new String(told, StandardCharsets.UTF_8);
      } catch (ClosedChannelException e) {
        throw new SocketTimeoutException("no answer within " + atMost.toMillis() + " ms");
      } finally {
        late.cancel(false);
      }
    }
  }

  private static void close(SocketChannel asked) {
    try {
      asked.close();
    } catch (IOException e) {
      LOG.debug("a question was not closed", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(path);
    } catch (IOException e) {
      LOG.debug("the socket {} was not removed", path, e);
    }
  }
}
