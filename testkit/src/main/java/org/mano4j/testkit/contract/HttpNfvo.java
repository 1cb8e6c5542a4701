package org.mano4j.testkit.contract;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.manager.VnfmManagerEndpoint;

/** The scripted NFVO over HTTP on loopback, as an NFVO 5.0 or later is there. Thread-safe. */
public final class HttpNfvo implements ScriptedNfvo {

  private static final String ROOT = "/admin/v1/vnfm-";

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, VnfmManagerEndpoint> managers = new ConcurrentHashMap<>();
  private final List<byte[]> told = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile Function<byte[], CompletionStage<Optional<byte[]>>> script =
      asked -> new CompletableFuture<>();

  /** Listens on a free port. */
  public HttpNfvo() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
    } catch (IOException e) {
      throw new UncheckedIOException("the scripted NFVO cannot listen on loopback", e);
    }
    server.setExecutor(threads);
    take("register", body -> managers.put(type(body), endpoint(body)));
    take("unregister", body -> managers.remove(type(body)));
    take("core-actions", told::add);
    for (String question : List.of("core-grant", "core-allocate", "core-scale")) {
      server.createContext(ROOT + question, this::answer);
    }
    server.start();
  }

  /** Where it is. */
  public URI address() {
    return URI.create("http://localhost:" + server.getAddress().getPort());
  }

  private static VnfmManagerEndpoint endpoint(byte[] body) {
    return CatalogueJson.read(body, VnfmManagerEndpoint.class);
  }

  private static String type(byte[] body) {
    return Objects.requireNonNull(endpoint(body).type(), "the manager has no type");
  }

  private void take(String path, Consumer<byte[]> taker) {
    server.createContext(
        ROOT + path,
        exchange -> {
          taker.accept(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(201, -1);
          exchange.close();
        });
  }

  private void answer(HttpExchange exchange) throws IOException {
    script
        .apply(exchange.getRequestBody().readAllBytes())
        .thenAccept(answer -> respond(exchange, answer.orElseGet(() -> new byte[0])));
  }

  private static void respond(HttpExchange exchange, byte[] answer) {
    try (exchange) {
      exchange.sendResponseHeaders(202, answer.length == 0 ? -1 : answer.length);
      exchange.getResponseBody().write(answer);
    } catch (IOException e) {
      throw new UncheckedIOException("a manager did not wait for its answer", e);
    }
  }

  @Override
  public List<VnfmManagerEndpoint> managers() {
    return List.copyOf(managers.values());
  }

  @Override
  public CompletableFuture<byte[]> request(VnfmManagerEndpoint manager, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(manager.endpoint() + "/core-rest-actions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    return client
        .sendAsync(request, BodyHandlers.ofByteArray())
        .thenApply(
            response -> {
              if (response.statusCode() >= 300) {
                throw new IllegalStateException("the manager answers " + response.statusCode());
              }
              return response.body();
            });
  }

  @Override
  public void answering(Function<byte[], CompletionStage<Optional<byte[]>>> script) {
    this.script = script;
  }

  @Override
  public List<byte[]> told() {
    return List.copyOf(told);
  }

  @Override
  public void leave() {
    server.stop(0);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
