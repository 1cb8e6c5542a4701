package org.mano4j.messaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Hands bytes on to a broker while it is not stuck; holds as little as the system allows. */
final class StuckNetwork implements AutoCloseable {

  private static final int LITTLE = 4096;

  private final ServerSocket listener = new ServerSocket();
  private final List<Socket> open = new CopyOnWriteArrayList<>();
  private final CountDownLatch flows = new CountDownLatch(1);
  private volatile boolean stuck;

  StuckNetwork(String host, int port) throws IOException {
    listener.setReceiveBufferSize(LITTLE);
    listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    begin(
        () -> {
          while (true) {
            Socket client = listener.accept();
            Socket broker = new Socket(host, port);
            open.add(client);
            open.add(broker);
            begin(() -> hand(client, broker));
            begin(() -> hand(broker, client));
          }
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  /** From now on nothing is read from either side. */
  void stick() {
    stuck = true;
  }

  /** Goes on for good. */
  void flow() {
    flows.countDown();
  }

  private void hand(Socket from, Socket to) throws Exception {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    byte[] some = new byte[LITTLE];
    for (int length = in.read(some); length >= 0; length = in.read(some)) {
      if (stuck) {
        flows.await();
      }
      out.write(some, 0, length);
    }
    to.close();
  }

  private interface Work {
    void run() throws Exception;
  }

  private static void begin(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (Exception e) {
                return; // ended
              }
            },
            "stuck-network");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    flow();
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
