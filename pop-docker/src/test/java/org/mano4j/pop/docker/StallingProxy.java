package org.mano4j.pop.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Stands before a registry and lets only so many bytes of its answers through, at first. */
final class StallingProxy implements AutoCloseable {

  private final ServerSocket entrance;
  private final int target;
  private final CountDownLatch more = new CountDownLatch(1);
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<Socket> stalled = new CopyOnWriteArrayList<>();
  private final long limit;

  /** Lets through this many bytes of each connection to a port of this machine. */
  StallingProxy(int target, long limit) throws IOException {
    this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.target = target;
    this.limit = limit;
    run(this::accept);
  }

  String address() {
    return "127.0.0.1:" + entrance.getLocalPort();
  }

  /** Connections that wait for {@link #release}. */
  int stalled() {
    return stalled.size();
  }

  /** Lets everything through. */
  void release() {
    more.countDown();
  }

  /** Whether the engine has closed all connections that were stalled. */
  boolean engineHasLeft() {
    return stalled.stream().allMatch(Socket::isClosed);
  }

  @Override
  public void close() throws IOException {
    release();
    entrance.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() throws IOException {
    while (!entrance.isClosed()) {
      Socket engine = entrance.accept();
      Socket registry = new Socket(InetAddress.getLoopbackAddress(), target);
      sockets.addAll(List.of(engine, registry));
      run(() -> copy(engine, registry, Long.MAX_VALUE));
      run(() -> copy(registry, engine, limit));
    }
  }

  /** Ends both when one side ends. */
  private void copy(Socket from, Socket to, long free) throws IOException {
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] bytes = new byte[8192];
      long passed = 0;
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        passed += read;
        if (passed > free && more.getCount() > 0) {
          stalled.add(to);
          more.await();
        }
        out.write(bytes, 0, read);
        out.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void run(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One side has gone, or the proxy was closed.
              }
            },
            "stalling-proxy");
    thread.setDaemon(true);
    thread.start();
  }
}
