package org.mano4j.benchmarks.json;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Has JVMs measure in turns: only one at a time, first in one order, then in the other. So what
 * else the machine does meets all of them alike. It begins when all of them have asked, and one
 * that has left is no longer waited for. A byte to a JVM is its turn, a byte back is the end of it.
 */
final class Turns implements Closeable {

  private static final String PORT = "mano4j.bench.turns";

  /** More than any JVM takes from one turn to the next, its start included. */
  private static final int PATIENCE_MILLIS = 120_000;

  private final ServerSocket door;
  private final List<Socket> all = new ArrayList<>();

  private Turns(ServerSocket door) {
    this.door = door;
  }

  /** For so many JVMs. */
  static Turns of(int count) throws IOException {
    Turns turns = new Turns(new ServerSocket(0, count, InetAddress.getLoopbackAddress()));
    turns.door.setSoTimeout(PATIENCE_MILLIS);
    Thread thread = new Thread(() -> turns.give(count), "bench-turns");
    thread.setDaemon(true);
    thread.start();
    return turns;
  }

  /** Tells a JVM where to ask. */
  String option() {
    return "-D" + PORT + "=" + door.getLocalPort();
  }

  /** Whoever waits for a turn fails. */
  @Override
  public void close() throws IOException {
    door.close();
  }

  private void give(int count) {
    try {
      while (all.size() < count) {
        Socket one = door.accept();
        one.setTcpNoDelay(true);
        one.setSoTimeout(PATIENCE_MILLIS);
        all.add(one);
      }
      while (!all.isEmpty() && !door.isClosed()) {
        all.removeIf(one -> !hasTaken(one));
        Collections.reverse(all);
      }
    } catch (IOException e) {
      // closed, or one has not come: those that have are told below
    } finally {
      leave(door); // first, so that nobody comes who is not told
      all.forEach(Turns::leave);
    }
  }

  private static boolean hasTaken(Socket one) {
    try {
      one.getOutputStream().write(1);
      if (one.getInputStream().read() >= 0) {
        return true;
      }
    } catch (IOException e) {
      // it has left
    }
    leave(one);
    return false;
  }

  private static void leave(@Nullable Closeable socket) {
    try {
      if (socket != null) {
        socket.close();
      }
    } catch (IOException e) {
      // nothing is lost with it
    }
  }

  /** What a JVM takes part with. Not thread-safe. */
  static final class Turn implements Closeable {

    private @Nullable Socket turns;

    /** Waits for this JVM's turn; for nothing in one that was not told where to ask. */
    void await() throws IOException {
      Integer port = Integer.getInteger(PORT);
      if (port == null) {
        return;
      }
      if (turns == null) {
        turns = new Socket(InetAddress.getLoopbackAddress(), port);
        turns.setTcpNoDelay(true);
        turns.setSoTimeout(2 * PATIENCE_MILLIS);
      }
      if (turns.getInputStream().read() < 0) {
        throw new EOFException("there are no more turns: another side has failed");
      }
    }

    /** Now it is another one's. */
    void pass() throws IOException {
      if (turns != null) {
        turns.getOutputStream().write(1);
      }
    }

    @Override
    public void close() {
      leave(turns);
    }
  }
}
