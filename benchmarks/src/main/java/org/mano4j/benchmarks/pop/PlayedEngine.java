package org.mano4j.benchmarks.pop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers as a Docker Engine of API 1.41 with one network and any image, and does nothing: at once.
 * What takes time before it is not the engine's.
 */
final class PlayedEngine implements AutoCloseable {

  static {
    // The server would hold most answers back for 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Pattern CONTAINER =
      Pattern.compile("/containers/(?!json|create)([^/]+)(?:/.*)?");
  private static final Pattern ADDRESS = Pattern.compile("\"IPv4Address\" ?: ?\"([^\"]+)\"");
  private static final String ID = "a1".repeat(32);
  private static final int OK = 200;
  private static final int MADE = 201;
  private static final int DONE = 204;
  private static final int UNKNOWN = 404;

  /** The address of each container, by its name, which is its id as well. */
  private final Map<String, String> addresses = new ConcurrentHashMap<>();

  private final Map<String, Boolean> running = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private final String network;

  private PlayedEngine(HttpServer server, String network) {
    this.server = server;
    this.network = network;
  }

  static PlayedEngine start(String network) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PlayedEngine engine = new PlayedEngine(server, network);
    server.setExecutor(engine.threads);
    server.createContext("/", engine::handle);
    server.start();
    return engine;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** Where one at this port is. */
  static URI uri(int port) {
    return URI.create("tcp://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String path = exchange.getRequestURI().getPath().replaceFirst("^/v1\\.\\d+/", "/");
    Matcher one = CONTAINER.matcher(path);
    if (path.equals("/events")) {
      exchange.sendResponseHeaders(OK, 0); // And nothing ever happens.
      exchange.getResponseBody().flush();
    } else if (one.matches()) {
      container(exchange, one.group(1), path);
    } else if (path.equals("/containers/create")) {
      String id = exchange.getRequestURI().getQuery().replaceFirst(".*\\bname=([^&]+).*", "$1");
      Matcher address = ADDRESS.matcher(body);
      addresses.put(id, address.find() ? address.group(1) : "");
      answer(exchange, MADE, "{\"Id\":\"" + id + "\",\"Warnings\":[]}");
    } else {
      other(exchange, path);
    }
  }

  private void container(HttpExchange exchange, String id, String path) throws IOException {
    if (path.endsWith("/json")) {
      answer(exchange, addresses.containsKey(id) ? OK : UNKNOWN, inspection(id));
    } else if (path.endsWith("/logs")) {
      answer(exchange, UNKNOWN, "{\"message\":\"no output\"}");
    } else {
      if (path.endsWith("/start")) {
        running.put(id, true);
      } else {
        running.remove(id);
      }
      if (exchange.getRequestMethod().equals("DELETE")) {
        addresses.remove(id);
      }
      answer(exchange, DONE, "");
    }
  }

  private void other(HttpExchange exchange, String path) throws IOException {
    String image =
        "{\"Id\":\"sha256:%s\",\"RepoTags\":[\"%s:latest\"],\"RepoDigests\":[],\"Created\":%s,%s}";
    String config = "\"Config\":{\"Cmd\":[\"/run\"],\"Env\":[\"PATH=/bin\"]}";
    String net =
        "{\"Id\":\"%s\",\"Name\":\"%s\",\"Scope\":\"local\",\"Driver\":\"bridge\",\"Labels\":{},\"Containers\":{},\"IPAM\":{\"Config\":[{\"Subnet\":\"10.77.0.0/16\"}]}}"
            .formatted(ID, network);
    if (path.equals("/version")) {
      answer(
          exchange,
          OK,
          "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"Os\":\"linux\",\"Arch\":\"amd64\"}");
    } else if (path.equals("/info")) {
      answer(
          exchange,
          OK,
          "{\"ID\":\"played\",\"NCPU\":2,\"MemTotal\":1000000,\"OSType\":\"linux\",\"SystemTime\":\"%s\"}"
              .formatted(Instant.now()));
    } else if (path.equals("/networks")) {
      answer(exchange, OK, "[" + net + "]");
    } else if (path.startsWith("/networks/")) {
      answer(exchange, OK, net);
    } else if (path.equals("/images/json")) {
      answer(exchange, OK, "[" + image.formatted(ID, EngineTrial.IMAGE, "1", config) + "]");
    } else if (path.startsWith("/images/")) {
      answer(
          exchange, OK, image.formatted(ID, EngineTrial.IMAGE, "\"2026-01-01T00:00:00Z\"", config));
    } else if (path.equals("/containers/json")) {
      answer(exchange, OK, "[]");
    } else if (path.equals("/_ping")) {
      answer(exchange, OK, exchange.getRequestMethod().equals("GET") ? "OK" : "");
    } else {
      answer(exchange, UNKNOWN, "{\"message\":\"no such thing: " + path + "\"}");
    }
  }

  private String inspection(String id) {
    boolean runs = running.containsKey(id);
    return """
        {"Id":"%1$s","Created":"2026-01-01T00:00:00.5Z","Path":"/run","Args":[],
         "State":{"Status":"%2$s","Running":%3$s,"Paused":false,"OOMKilled":false,"Pid":77,
          "ExitCode":0,"StartedAt":"2026-01-01T00:00:01.5Z"},
         "Image":"sha256:%4$s","Name":"/%1$s","RestartCount":0,"Driver":"overlay2","Mounts":[],
         "HostConfig":{"NetworkMode":"%4$s","LogConfig":{"Type":"json-file",
           "Config":{"max-file":"2","max-size":"5242880"}},
          "RestartPolicy":{"Name":"no","MaximumRetryCount":0},"CapDrop":["ALL"],
          "SecurityOpt":["no-new-privileges"],"Memory":0,"NanoCpus":0},
         "Config":{"Hostname":"played","Env":["PATH=/bin"],"Cmd":["/run"],"Image":"sha256:%4$s",
          "Labels":{}},
         "NetworkSettings":{"Networks":{"%5$s":{"NetworkID":"%4$s","EndpointID":"%4$s",
          "Gateway":"10.77.0.1","IPAddress":"%6$s","IPPrefixLen":16,
          "MacAddress":"02:42:00:00:00:01"}}}}
        """
        .formatted(
            id,
            runs ? "running" : "exited",
            runs,
            ID,
            network,
            runs ? addresses.getOrDefault(id, "") : "");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
