package org.mano4j.vnfm;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.messaging.nfvo.RegistrationOptions;

/** The NFVO's side over HTTP: takes registrations, answers as a test says, sends requests. */
final class ScriptedHttpNfvo implements AutoCloseable {

  /** A request of a manager. */
  record Asked(String path, JsonNode body) {}

  /** A response; status 0 is none at all. */
  record Said(int status, byte[] body) {}

  static final Duration PATIENCE = Duration.ofSeconds(20);

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile Function<Asked, CompletableFuture<Said>> script = ScriptedHttpNfvo::granting;

  ScriptedHttpNfvo() {
    this(0);
  }

  ScriptedHttpNfvo(int port) {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Asked request =
        new Asked(
            exchange.getRequestURI().getPath(),
            Recordings.tree(exchange.getRequestBody().readAllBytes()));
    asked.add(request);
    script
        .apply(request)
        .thenAccept(
            said -> {
              try (exchange) {
                exchange.sendResponseHeaders(
                    said.status(), said.body().length == 0 ? -1 : said.body().length);
                exchange.getResponseBody().write(said.body());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  static CompletableFuture<Said> said(int status, byte[] body) {
    return CompletableFuture.completedFuture(new Said(status, body));
  }

  /** Registers everybody, and grants and allocates everything. */
  static CompletableFuture<Said> granting(Asked asked) {
    return switch (asked.path()) {
      case "/admin/v1/vnfm-register" -> said(201, new byte[0]);
      case "/admin/v1/vnfm-core-grant",
          "/admin/v1/vnfm-core-allocate",
          "/admin/v1/vnfm-core-scale" ->
          Messages.granting(asked.body()).thenApply(answer -> new Said(202, answer));
      default -> said(200, new byte[0]);
    };
  }

  void answering(Function<Asked, CompletableFuture<Said>> script) {
    this.script = script;
  }

  int port() {
    return server.getAddress().getPort();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + port());
  }

  List<String> paths() {
    return asked.stream().map(Asked::path).toList();
  }

  RestChannel.Builder channel() {
    return RestChannel.builder(address())
        .registration(new RegistrationOptions(3, Duration.ofMillis(50), Duration.ofSeconds(10)));
  }

  CompletableFuture<HttpResponse<String>> post(RestChannel channel, String path, byte[] body) {
    return client.sendAsync(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + channel.port() + path))
            .timeout(PATIENCE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  CompletableFuture<JsonNode> request(RestChannel channel, OrVnfmMessage message) {
    return post(channel, "/core-rest-actions", MessageJson.write(message))
        .thenApply(response -> Recordings.tree(response.body().getBytes(StandardCharsets.UTF_8)));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
