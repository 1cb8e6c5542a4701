package org.mano4j.testkit.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A network that fails on demand: hands bytes on between clients and a server, until it is told to
 * cut, to refuse, or to keep silent. Listens on a free port of the loopback interface. Thread-safe.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int CHUNK = 16 * 1024;

  private final InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition thawed = lock.newCondition();
  private boolean frozen;
  private volatile boolean refusing;

  private TcpProxy(InetSocketAddress target, ServerSocket listener) {
    this.target = target;
    this.listener = listener;
  }

  /** A proxy in front of a server. */
  public static TcpProxy to(String host, int port) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      TcpProxy proxy = new TcpProxy(new InetSocketAddress(host, port), listener);
      proxy.begin("accept", proxy::accept);
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on the loopback interface", e);
    }
  }

  /** Where to connect to in place of the server. */
  public int port() {
    return listener.getLocalPort();
  }

  /** How many connections it has handed on so far. */
  public int connections() {
    return accepted.get();
  }

  /** Ends all connections; new ones are handed on. */
  public void cut() {
    open.forEach(TcpProxy::end);
  }

  /** Ends each new connection at once, or hands it on again. */
  public void refuse(boolean refusing) {
    this.refusing = refusing;
  }

  /**
   * Keeps connections open and hands nothing on (a network that is half open), or hands everything
   * on again, also what has waited.
   */
  public void freeze(boolean frozen) {
    lock.lock();
    try {
      this.frozen = frozen;
      thawed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Ends everything. Idempotent. */
  @Override
  public void close() {
    end(listener);
    freeze(false);
    cut();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      // from here on, so that one that is being handed on is cut, too
      open.add(client);
      if (refusing) {
        refuse(client);
        continue;
      }
      Socket server = new Socket();
      try {
        server.connect(target);
      } catch (IOException e) {
        refuse(client);
        continue;
      }
      open.add(server);
      if (listener.isClosed()) {
        cut();
        return;
      }
      accepted.incrementAndGet();
      begin("up", () -> hand(client, server));
      begin("down", () -> hand(server, client));
    }
  }

  private void refuse(Socket client) {
    open.remove(client);
    end(client);
  }

  private void hand(Socket from, Socket to) throws IOException {
    try {
      from.setTcpNoDelay(true);
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] chunk = new byte[CHUNK];
      int length;
      while ((length = in.read(chunk)) >= 0) {
        awaitThaw();
        out.write(chunk, 0, length);
      }
    } finally {
      open.remove(from);
      end(from);
      end(to);
    }
  }

  private void awaitThaw() {
    lock.lock();
    try {
      while (frozen && !listener.isClosed()) {
        thawed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  @FunctionalInterface
  private interface Work {
    void run() throws IOException;
  }

  private void begin(String what, Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (SocketException e) {
                return; // cut
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "tcp-proxy-" + what);
    thread.setDaemon(true);
    thread.start();
  }

  private static void end(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      return; // ended already
    }
  }
}
