package org.mano4j.samples.daemon;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /health/live}, {@code /health/ready} and {@code /metrics}. Who may reach the port may read
 * them.
 */
final class HttpMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HttpMonitor.class);

  private static final String JSON = "application/json";
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  /** As many may be slow without that others wait. */
  private static final int THREADS = 4;

  /** After which the JDK's server, which reads these when it is first used, gives up a caller. */
  private static final Map<String, String> LIMITS =
      Map.of("sun.net.httpserver.maxReqTime", "5", "sun.net.httpserver.maxRspTime", "5");

  private final HttpServer server;
  private final ExecutorService threads;

  private HttpMonitor(HttpServer server, ExecutorService threads) {
    this.server = server;
    this.threads = threads;
  }

  /**
   * Begins to answer.
   *
   * @throws IllegalStateException with a sentence, if it cannot listen there
   */
  static HttpMonitor open(Netaddr address, Supplier<Health> health, Meters meters) {
    LIMITS.forEach((name, seconds) -> System.getProperties().putIfAbsent(name, seconds));
    HttpServer server;
    try {
      server = HttpServer.create(address.socket(), 0);
    } catch (IOException e) {
      throw new IllegalStateException(
          "cannot listen at "
              + text(address.socket())
              + " for metrics and health: "
              + e.getMessage()
              + "; change listen in [monitor]",
          e);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            work -> {
              Thread made = new Thread(work, "monitor");
              made.setDaemon(true);
              return made;
            });
    server.setExecutor(threads);
    server.createContext("/", exchange -> answer(exchange, health, meters));
    server.start();
    LOG.info("metrics and health are at http://{}/", text(server.getAddress()));
    if (!address.socket().getAddress().isLoopbackAddress()) {
      LOG.warn("whoever reaches {} may read metrics and health", text(server.getAddress()));
    }
    return new HttpMonitor(server, threads);
  }

  /** Where it listens. */
  InetSocketAddress address() {
    return server.getAddress();
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static void answer(HttpExchange exchange, Supplier<Health> health, Meters meters)
      throws IOException {
    try (exchange) {
      String method = exchange.getRequestMethod();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        send(exchange, 405, "text/plain", "only GET\n");
        return;
      }
      switch (exchange.getRequestURI().getPath()) {
        case "/health/live" -> send(exchange, 200, JSON, health.get().json() + "\n");
        case "/health/ready" -> {
          Health now = health.get();
          send(exchange, now.ready() ? 200 : 503, JSON, now.json() + "\n");
        }
        case "/metrics" -> send(exchange, 200, METRICS, meters.text());
        default ->
            send(exchange, 404, "text/plain", "there are /health/live, /health/ready, /metrics\n");
      }
    } catch (RuntimeException e) {
      LOG.warn("a question about metrics or health was not answered", e);
      throw e;
    }
  }

  private static void send(HttpExchange exchange, int code, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(code, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
