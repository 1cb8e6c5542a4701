package org.mano4j.pop.docker;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the socket of an engine: counts the calls, and makes those fail that a test wants
 * to fail. One call per connection, so that both ends see where it ends.
 */
final class EngineProxy implements AutoCloseable {

  /** What happens to a call. */
  sealed interface Fault {

    /** The engine never sees it; this is answered. */
    record Answer(int status, String message) implements Fault {}

    /** The engine never sees it, the connection is cut. */
    record CutBefore() implements Fault {}

    /** The engine has done it, the connection is cut shortly before the end of its answer. */
    record CutWithin() implements Fault {}

    /** The engine has done it, the connection is cut before its answer. */
    record CutAfter() implements Fault {}

    /** The engine never sees it, and nothing is answered until {@link EngineProxy#heal}. */
    record HangBefore() implements Fault {}

    /** The engine has done it, and nothing is answered until {@link EngineProxy#heal}. */
    record HangAfter() implements Fault {}
  }

  private record Rule(Pattern call, Fault fault, CountDownLatch met, CountDownLatch healed) {}

  private final URI engine;
  private final ServerSocket listening;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "engine-proxy");
            thread.setDaemon(true);
            return thread;
          });
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private final Set<AutoCloseable> open = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Rule rule;

  EngineProxy(URI engine) {
    this.engine = engine;
    try {
      this.listening = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot listen on loopback", e);
    }
    threads.execute(this::accept);
  }

  /** Where it listens. */
  URI uri() {
    return URI.create("tcp://127.0.0.1:" + listening.getLocalPort());
  }

  /**
   * From now on, calls fail.
   *
   * @param call a regular expression for method and path, such as {@code POST /containers/create}
   */
  void fail(String call, Fault fault) {
    rule = new Rule(Pattern.compile(call), fault, new CountDownLatch(1), new CountDownLatch(1));
  }

  /** Waits until a call has met its fault: what the engine does of it is done. */
  void awaitFault() throws InterruptedException {
    Rule current = rule;
    if (current != null && !current.met.await(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("nobody has called " + current.call);
    }
  }

  /** From now on, no call fails. */
  void heal() {
    Rule current = rule;
    rule = null;
    if (current != null) {
      current.healed.countDown();
    }
  }

  /** Method and path of all calls so far, without version and query. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** Forgets the calls so far. */
  void forgetCalls() {
    calls.clear();
  }

  @Override
  public void close() {
    heal();
    closeQuietly(listening);
    open.forEach(EngineProxy::closeQuietly);
    threads.shutdownNow();
  }

  private void accept() {
    while (!listening.isClosed()) {
      try {
        Socket caller = listening.accept();
        open.add(caller);
        threads.execute(() -> serve(caller));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket caller) {
    try (caller) {
      caller.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(caller.getInputStream());
      String head = head(in);
      if (head.isEmpty()) {
        return;
      }
      byte[] body = body(in, head);
      String call = call(head);
      calls.add(call);
      Rule current = rule;
      if (current == null || !current.call.matcher(call).matches()) {
        relay(head, body, caller.getOutputStream());
      } else {
        suffer(current, head, body, caller.getOutputStream());
      }
    } catch (IOException e) {
      // One end has gone: so does the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(caller);
    }
  }

  private void suffer(Rule current, String head, byte[] body, OutputStream caller)
      throws IOException, InterruptedException {
    Fault fault = current.fault;
    if (fault instanceof Fault.CutAfter || fault instanceof Fault.HangAfter) {
      relay(head, body, OutputStream.nullOutputStream());
    } else if (fault instanceof Fault.CutWithin) {
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      relay(head, body, answer);
      caller.write(answer.toByteArray(), 0, answer.size() - 10);
    } else if (fault instanceof Fault.Answer answer) {
      byte[] message =
          ("{\"message\":\"" + answer.message + "\"}").getBytes(StandardCharsets.UTF_8);
      caller.write(
          ("HTTP/1.1 "
                  + answer.status
                  + " Fault\r\nContent-Type: application/json\r\n"
                  + "Connection: close\r\nContent-Length: "
                  + message.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      caller.write(message);
    }
    current.met.countDown();
    if (fault instanceof Fault.HangBefore || fault instanceof Fault.HangAfter) {
      current.healed.await();
    }
  }

  private void relay(String head, byte[] body, OutputStream caller) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(engine.getPath()))) {
      open.add(channel);
      OutputStream out = Channels.newOutputStream(channel);
      out.write(
          head.replaceAll("(?im)^(Connection|Transfer-Encoding|Content-Length):.*\r\n", "")
              .replaceFirst(
                  "\r\n\r\n$",
                  "\r\nConnection: close\r\nContent-Length: " + body.length + "\r\n\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      out.write(body);
      InputStream answer = Channels.newInputStream(channel);
      byte[] buffer = new byte[16 * 1024];
      for (int read = answer.read(buffer); read >= 0; read = answer.read(buffer)) {
        caller.write(buffer, 0, read);
        caller.flush();
      }
      open.remove(channel);
    }
  }

  private static String call(String head) {
    String[] words = head.split("[ \r]", 3);
    return words[0] + " " + words[1].replaceFirst("^/v1\\.[0-9]+", "").replaceFirst("\\?.*", "");
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      head.append((char) next);
      if (next == '\n' && head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  private static byte[] body(InputStream in, String head) throws IOException {
    String lower = head.toLowerCase(Locale.ROOT);
    if (lower.contains("transfer-encoding: chunked")) {
      ByteArrayOutputStream body = new ByteArrayOutputStream();
      for (int size = size(in); size > 0; size = size(in)) {
        body.write(in.readNBytes(size));
        line(in);
      }
      line(in);
      return body.toByteArray();
    }
    var length = Pattern.compile("content-length: *([0-9]+)").matcher(lower);
    return length.find() ? in.readNBytes(Integer.parseInt(length.group(1))) : new byte[0];
  }

  private static int size(InputStream in) throws IOException {
    return Integer.parseInt(line(in).trim(), 16);
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
      line.append((char) next);
    }
    return line.toString();
  }

  private static void closeQuietly(AutoCloseable what) {
    try {
      what.close();
    } catch (Exception e) {
      // It is to be gone, and it is.
    }
  }
}
