package org.mano4j.vnfm;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.messaging.Delivery;
import org.mano4j.messaging.MessageBus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the requests of an NFVO over HTTP. No thread waits for an answer: threads read what comes
 * and write what goes, for a limited time.
 */
final class RestServer implements AutoCloseable {

  /** Where the NFVO posts to, below the address of the manager. */
  static final String PATH = "/core-rest-actions";

  private static final byte[] NOTHING = {};

  private static final Logger log = LoggerFactory.getLogger(RestChannel.class);

  private final HttpServer http;
  private final TimedTasks tasks;
  private final RestWork work;
  private final BiFunction<byte[], Optional<VnfmOrMessage>, CompletableFuture<?>> poster;
  private final boolean answersLater;
  private final CompletableFuture<Channel.RequestHandler> handler = new CompletableFuture<>();
  private volatile Set<String> paths = Set.of(PATH);

  /**
   * @param answersLater whether answers go to the poster, with their request, and not into the
   *     response
   */
  RestServer(
      InetSocketAddress address,
      TimedTasks tasks,
      RestWork work,
      boolean answersLater,
      BiFunction<byte[], Optional<VnfmOrMessage>, CompletableFuture<?>> poster) {
    this.tasks = tasks;
    this.work = work;
    this.answersLater = answersLater;
    this.poster = poster;
    try {
      this.http = HttpServer.create(address, 0);
    } catch (IOException e) {
      throw new VnfmException(
          "cannot listen on "
              + address.getHostString()
              + ":"
              + address.getPort()
              + ": "
              + e.getMessage()
              + "; choose an address of this machine and a free port",
          e);
    }
    http.setExecutor(tasks);
    http.createContext("/", this::handle);
    // its thread is a daemon like the one that starts it: a channel does not keep the JVM alive
    CompletableFuture.runAsync(http::start, tasks).join();
  }

  int port() {
    return http.getAddress().getPort();
  }

  /** Takes requests under another path, too. */
  void alsoAt(String path) {
    paths = path.equals(PATH) ? Set.of(PATH) : Set.of(PATH, path);
  }

  /** Begins to hand over requests; those that came before have waited. */
  void handler(Channel.RequestHandler to) {
    handler.complete(to);
  }

  private void handle(HttpExchange exchange) {
    if (!paths.contains(exchange.getRequestURI().getPath())) {
      refuse(exchange, 404, NOTHING);
    } else if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      refuse(exchange, 405, NOTHING);
    } else if (!work.begin()) {
      log.warn("a request of the NFVO is turned away: the VNF manager is draining or overloaded");
      refuse(exchange, 503, NOTHING);
    } else {
      take(exchange);
    }
  }

  private void take(HttpExchange exchange) {
    byte[] body;
    try {
      body = exchange.getRequestBody().readNBytes(MessageBus.MAX_MESSAGE_SIZE + 1);
    } catch (IOException e) {
      log.warn("a request of the NFVO ended before its body, or took too long");
      work.end();
      exchange.close();
      return;
    } catch (RuntimeException | Error e) {
      // such as no memory for it: its place must not be taken for ever
      work.end();
      exchange.close();
      throw e;
    }
    if (body.length > MessageBus.MAX_MESSAGE_SIZE) {
      work.end();
      refuse(exchange, 413, tooLarge(exchange));
      return;
    }
    if (answersLater) {
      respond(exchange, 204, NOTHING);
    }
    handler
        .thenCompose(to -> to.handle(new Request(body, work)))
        .whenComplete((answer, failure) -> answer(exchange, body, answer, failure));
  }

  /** What the runtime says to a request that it does not get. */
  private byte[] tooLarge(HttpExchange exchange) {
    String announced = exchange.getRequestHeaders().getFirst("Content-Length");
    Channel.RequestHandler to = handler.getNow(null);
    try {
      return to == null
          ? NOTHING
          : to.tooLarge(size(announced)).map(MessageJson::write).orElse(NOTHING);
    } catch (RuntimeException e) {
      log.warn("a request that is too large is refused without a reason", e);
      return NOTHING;
    }
  }

  /** A body in chunks may come with any length, which the server does not look at. */
  private static long size(@Nullable String announced) {
    try {
      return Math.max(MessageBus.MAX_MESSAGE_SIZE + 1L, Long.parseLong(announced));
    } catch (NumberFormatException e) {
      return MessageBus.MAX_MESSAGE_SIZE + 1L;
    }
  }

  /** Called by whoever ended the work, who must not wait for the peer to read. */
  private void answer(
      HttpExchange exchange, byte[] body, Optional<VnfmOrMessage> answer, Throwable failure) {
    if (answersLater) {
      CompletableFuture<?> posted =
          failure == null ? poster.apply(body, answer) : CompletableFuture.completedFuture(null);
      posted.whenComplete((done, notPosted) -> work.end());
      return;
    }
    try {
      tasks.execute(
          () -> {
            try {
              if (failure == null) {
                respond(exchange, 200, Answers.write(body, answer));
              } else {
                respond(exchange, 500, NOTHING);
              }
            } finally {
              work.end();
            }
          });
    } catch (RejectedExecutionException closed) {
      log.debug("an answer came after the end of the VNF manager", closed);
    }
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) {
    try (exchange) {
      if (body.length > 0) {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
      }
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        exchange.getResponseBody().write(body);
      }
    } catch (IOException e) {
      log.warn(
          "a response of status {} did not reach the NFVO, with an answer of {} bytes: {}",
          status,
          body.length,
          e.toString());
    }
  }

  /** What is left of the body is not waited for. */
  private static void refuse(HttpExchange exchange, int status, byte[] body) {
    exchange.getResponseHeaders().set("Connection", "close");
    respond(exchange, status, body);
  }

  /** Cuts all connections, with what is in work. */
  @Override
  public void close() {
    http.stop(0);
  }

  private record Request(byte[] body, RestWork work) implements ChannelRequest {
    @Override
    public Optional<String> correlationId() {
      return Optional.empty();
    }

    @Override
    public boolean redelivered() {
      return false;
    }

    @Override
    public Delivery.Parking park() {
      return work.park();
    }
  }
}
