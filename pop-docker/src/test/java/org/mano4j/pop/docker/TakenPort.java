package org.mano4j.pop.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A port of loopback that nobody is given by chance, however long nothing listens there; whoever
 * names it may listen. Where the system lets nobody listen then, it is just one that was free.
 */
final class TakenPort implements AutoCloseable {

  private final Socket socket = new Socket();
  private final int number;

  TakenPort() {
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      number = socket.getLocalPort();
      if (!mayListen()) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("no port is free", e);
    }
  }

  int number() {
    return number;
  }

  private boolean mayListen() {
    try (ServerSocket listening = new ServerSocket()) {
      listening.setReuseAddress(true);
      listening.bind(socket.getLocalSocketAddress());
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
