package org.mano4j.pop.docker;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Plays a Docker Engine of API 1.41 on loopback. It answers {@code _ping}, {@code version}, {@code
 * info}, {@code events} and the lists (empty) by itself, and what a test has scripted with {@link
 * #on}; anything else is 404. It counts what it is asked.
 *
 * <pre>{@code
 * try (FakeEngine engine = FakeEngine.start()) {
 *   engine.on("POST", "/containers/create", FakeEngine.json(201, "{\"Id\":\"e1\"}"));
 *   engine.on("DELETE", "/containers/.*", FakeEngine.refuse(500, "no space left on device"));
 *   ... DockerPopBackend.builder().engine(engine.uri()) ...
 *   engine.emit("die", "e1", Map.of(Labels.OWNER, owner, Labels.INSTANCE, id, "exitCode", "3"));
 *   assertThat(engine.calls("POST", "/containers/create")).isEqualTo(1);
 * }
 * }</pre>
 */
final class FakeEngine implements AutoCloseable {

  static {
    // The server would hold most answers back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    // What never comes is told soon enough, and a busy machine may take longer than 10 s.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
  }

  /** How a call is answered. */
  @FunctionalInterface
  interface Answer {
    void answer(Call call) throws IOException;
  }

  /** One call, its path without the API version, its query decoded. */
  record Call(String method, String path, String query, String body, HttpExchange exchange) {

    /** Answers with a status and JSON; an empty text for none. */
    void json(int status, String json) throws IOException {
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    }

    /** One parameter of the query; empty if it is not there. */
    String parameter(String name) {
      for (String part : query.split("&")) {
        if (part.startsWith(name + "=")) {
          return part.substring(name.length() + 1);
        }
      }
      return "";
    }

    private boolean is(String wantedMethod, String pathPattern) {
      return method.equals(wantedMethod) && path.matches(pathPattern);
    }
  }

  private record Script(String method, String path, Answer answer) {}

  private final List<Script> scripts = new CopyOnWriteArrayList<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final List<HttpExchange> streams = new CopyOnWriteArrayList<>();
  private final List<String> history = new CopyOnWriteArrayList<>();
  private final AtomicLong lastNano = new AtomicLong();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool(FakeEngine::daemon);
  private final @Nullable SSLContext tls;

  private final TakenPort port = new TakenPort();
  private volatile @Nullable HttpServer server;

  private FakeEngine(@Nullable SSLContext tls) {
    this.tls = tls;
    on("GET|HEAD", "/_ping", call -> call.json(200, call.method.equals("GET") ? "OK" : ""));
    on("GET", "/version", json(200, version("1.41")));
    on(
        "GET",
        "/info",
        call ->
            call.json(
                200,
                "{\"ID\":\"fake\",\"ServerVersion\":\"20.10.24\",\"NCPU\":2,\"MemTotal\":1000000,"
                    + "\"OSType\":\"linux\",\"SystemTime\":\""
                    + Instant.now()
                    + "\"}"));
    on("GET", "/containers/json", json(200, "[]"));
    on("GET", "/images/json", json(200, "[]"));
    on(
        "GET",
        "/networks",
        json(200, "[{\"Id\":\"n1\",\"Name\":\"private\",\"IPAM\":{\"Config\":[]},\"Labels\":{}}]"));
    on("GET", "/events", this::stream);
  }

  /** One that answers, without TLS. */
  static FakeEngine start() {
    return started(null);
  }

  /** One that answers over TLS only, and wants a certificate of the caller. */
  static FakeEngine start(SSLContext tls) {
    return started(tls);
  }

  private static FakeEngine started(@Nullable SSLContext tls) {
    FakeEngine engine = new FakeEngine(tls);
    engine.up();
    return engine;
  }

  /** What {@code GET /version} says of a version of the API. */
  static String version(String api) {
    return "{\"Platform\":{\"Name\":\"Fake\"},\"Version\":\"20.10.24\",\"ApiVersion\":\""
        + api
        + "\",\"MinAPIVersion\":\"1.12\",\"Os\":\"linux\",\"Arch\":\"amd64\"}";
  }

  /** Where it listens; the same after {@link #down} and {@link #up}. */
  URI uri() {
    return URI.create("tcp://127.0.0.1:" + port.number());
  }

  /**
   * From now on answers so; the last one that matches decides.
   *
   * @param method {@code GET}, or a pattern
   * @param path a pattern of the whole path, without query and {@code /v1.xx}
   */
  FakeEngine on(String method, String path, Answer answer) {
    scripts.add(0, new Script(method, path, answer));
    return this;
  }

  /** Always the same answer. */
  static Answer json(int status, String json) {
    return call -> call.json(status, json);
  }

  /** What an engine answers when it refuses. */
  static Answer refuse(int status, String message) {
    return json(status, "{\"message\":\"" + message.replace("\"", "\\\"") + "\"}");
  }

  /** No answer until this engine is closed. */
  Answer hang() {
    return call -> {
      try {
        closed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        call.exchange.close();
      }
    };
  }

  /** The connection ends without an answer. */
  static Answer cut() {
    return call -> call.exchange.close();
  }

  /** These answers one after the other, the last one for ever. */
  static Answer then(Answer... answers) {
    Iterator<Answer> left = List.of(answers).iterator();
    Answer last = answers[answers.length - 1];
    return call -> {
      Answer next;
      synchronized (left) {
        next = left.hasNext() ? left.next() : last;
      }
      next.answer(call);
    };
  }

  /** How often it was asked so. */
  int calls(String method, String path) {
    return asked(method, path).size();
  }

  /** What it was asked so, in order. */
  List<Call> asked(String method, String path) {
    return calls.stream().filter(call -> call.is(method, path)).toList();
  }

  /** All that it was asked, such as {@code GET /events}, in order. */
  List<String> asked() {
    return calls.stream().map(call -> call.method + " " + call.path).toList();
  }

  /** Forgets what it was asked. */
  void reset() {
    calls.clear();
  }

  /** How many listen to events now. */
  int listeners() {
    return streams.size();
  }

  /** An event of now of a container; kept for those who ask for it later with {@code since}. */
  void emit(String action, String containerId, Map<String, String> attributes) {
    emit(event(action, containerId, attributes));
  }

  /** Any event; those listening get it, later ones by {@code since}. */
  void emit(String event) {
    synchronized (history) {
      history.add(event);
      streams.forEach(stream -> write(stream, event));
    }
  }

  /** Any line for those listening, and for nobody later. */
  void mutter(String line) {
    streams.forEach(stream -> write(stream, line));
  }

  /** An event that happens without anybody hearing of it, now or later. */
  String event(String action, String containerId, Map<String, String> attributes) {
    Instant now = Instant.now();
    long nano =
        lastNano.accumulateAndGet(
            now.getEpochSecond() * 1_000_000_000L + now.getNano(),
            (before, clock) -> Math.max(before + 1, clock));
    String told =
        attributes.entrySet().stream()
            .map(entry -> "\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
            .collect(Collectors.joining(","));
    return "{\"status\":\"%s\",\"id\":\"%s\",\"Type\":\"container\",\"Action\":\"%s\",\"Actor\":{\"ID\":\"%s\",\"Attributes\":{%s}},\"scope\":\"local\",\"time\":%d,\"timeNano\":%d}"
        .formatted(action, containerId, action, containerId, told, nano / 1_000_000_000L, nano);
  }

  /** Ends all streams of events, as a proxy would do. */
  void cutEvents() {
    // Whoever listens again as soon as one has ended is not among them.
    List<HttpExchange> cut = List.copyOf(streams);
    streams.removeAll(cut);
    cut.forEach(HttpExchange::close);
  }

  /** Stops answering: connections end, new ones are refused. What has happened is forgotten. */
  void down() {
    HttpServer stopping = server;
    server = null;
    if (stopping != null) {
      stopping.stop(0);
    }
    synchronized (history) {
      streams.clear();
      history.clear();
    }
  }

  /** Answers again, at the same address. */
  void up() {
    try {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port.number());
      HttpServer made = tls == null ? HttpServer.create(address, 0) : secured(address, tls);
      made.setExecutor(threads);
      made.createContext("/", this::handle);
      server = made;
      made.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    down();
    threads.shutdownNow();
    port.close();
  }

  private void handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
    Call call =
        new Call(
            exchange.getRequestMethod(),
            uri.getPath().replaceFirst("^/v1\\.\\d+/", "/"),
            URLDecoder.decode(query, StandardCharsets.UTF_8),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            exchange);
    calls.add(call);
    for (Script script : scripts) {
      if (call.method.matches(script.method) && call.path.matches(script.path)) {
        script.answer.answer(call);
        return;
      }
    }
    refuse(404, "No such thing: " + call.path).answer(call);
  }

  /** Sends what has happened since the time asked for, then what happens. */
  private void stream(Call call) throws IOException {
    call.exchange.getResponseHeaders().add("Content-Type", "application/json");
    call.exchange.sendResponseHeaders(200, 0);
    call.exchange.getResponseBody().flush();
    String since = call.parameter("since");
    synchronized (history) { // Each event is in what has happened, or happens.
      if (!since.isEmpty()) {
        history.stream()
            .filter(event -> nano(event) >= Double.parseDouble(since) * 1e9 - 1000)
            .forEach(event -> write(call.exchange, event));
      }
      if (call.exchange.getHttpContext().getServer() == server) { // Not stopped meanwhile.
        streams.add(call.exchange);
      }
    }
  }

  private static double nano(String event) {
    return Double.parseDouble(event.replaceFirst(".*\"timeNano\":(\\d+).*", "$1"));
  }

  private void write(HttpExchange stream, String event) {
    try {
      synchronized (stream) {
        stream.getResponseBody().write((event + "\n").getBytes(StandardCharsets.UTF_8));
        stream.getResponseBody().flush();
      }
    } catch (IOException e) {
      streams.remove(stream);
    }
  }

  private static HttpServer secured(InetSocketAddress address, SSLContext tls) throws IOException {
    HttpsServer server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters wanted = tls.getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    return server;
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fake-engine");
    thread.setDaemon(true);
    return thread;
  }
}
