package org.mano4j.pop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * A port of loopback that nobody is given by chance, however long nothing listens there; whoever
 * names it may listen.
 */
final class TakenPort implements AutoCloseable {

  private final Socket socket = new Socket();

  TakenPort() throws IOException {
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
  }

  int number() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
