package org.mano4j.pop.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Waits for an answer no longer than it may, and not when the thread is interrupted: the transport
 * has no time limit on a local socket, and no interrupt reaches it over TCP. So another thread
 * reads. An answer that comes too late is closed unread; what the engine has done for it is to be
 * found out by who has asked. Thread-safe.
 */
final class BoundedHttpClient implements DockerHttpClient {

  /** How long the engine is told to take, at most, before it answers, in seconds. */
  private static final Pattern OWN_TIME = Pattern.compile("/(?:stop|restart)\\?(?:.*&)?t=(\\d+)");

  private final DockerHttpClient transport;
  private final Duration answerTime;
  private final ExecutorService readers;

  /**
   * Puts this before a transport, which it closes with itself.
   *
   * @param answerTime for one answer, beside what the engine is told to take
   * @param readers the threads that read, one for each call under way
   */
  BoundedHttpClient(DockerHttpClient transport, Duration answerTime, ExecutorService readers) {
    this.transport = transport;
    this.answerTime = answerTime;
    this.readers = readers;
  }

  @Override
  public Response execute(Request request) {
    Duration atMost = answerTime(request.path());
    CompletableFuture<Response> answer = new CompletableFuture<>();
    Future<?> reading = read(request, answer);
    try {
      return answer.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      leave(answer, reading);
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new InterruptedIOException("interrupted"));
    } catch (TimeoutException e) {
      leave(answer, reading);
      throw new UncheckedIOException(
          new SocketTimeoutException("no answer within " + atMost.toSeconds() + " s"));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failed
          ? failed
          : new IllegalStateException("a call of the engine failed", e.getCause());
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private Future<?> read(Request request, CompletableFuture<Response> answer) {
    try {
      return readers.submit(
          () -> {
            try {
              Response response = transport.execute(request);
              if (!answer.complete(response)) {
                response.close();
              }
            } catch (Throwable e) {
              answer.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      throw new UncheckedIOException(new IOException("the engine was left", e));
    }
  }

  /** On a local socket the interrupt ends the reading, over TCP the end of the client does. */
  private static void leave(CompletableFuture<Response> answer, Future<?> reading) {
    if (!answer.cancel(false)) {
      answer.thenAccept(Response::close);
    }
    reading.cancel(true);
  }

  private Duration answerTime(String path) {
    Matcher own = OWN_TIME.matcher(path);
    return own.find() ? answerTime.plusSeconds(Long.parseLong(own.group(1))) : answerTime;
  }
}
