package org.mano4j.pop.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A line to a server on loopback that can be cut, so that neither end can say good-bye. */
final class CutLine implements AutoCloseable {

  private final int target;
  private final ServerSocket door;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();

  private CutLine(int target) throws IOException {
    this.target = target;
    this.door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  static CutLine to(int port) throws IOException {
    CutLine line = new CutLine(port);
    run(line::accept);
    return line;
  }

  int port() {
    return door.getLocalPort();
  }

  /** Cuts all connections, and takes no more. */
  void cut() throws IOException {
    door.close();
    for (Socket socket : sockets) {
      // A reset: nothing more is sent.
      socket.setSoLinger(true, 0);
      socket.close();
    }
    sockets.clear();
  }

  @Override
  public void close() throws IOException {
    cut();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket near = door.accept();
        Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
        sockets.addAll(List.of(near, far));
        if (door.isClosed()) {
          // It was cut while this one came in.
          cut();
        }
        run(() -> pass(near, far));
        run(() -> pass(far, near));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // It was cut.
    }
  }

  private static void run(Runnable work) {
    Thread thread = new Thread(work, "cut-line");
    thread.setDaemon(true);
    thread.start();
  }
}
